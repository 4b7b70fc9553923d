"""Papers as plain functions: the kind of definition, data contracts, rendering from a world, seals, codes."""

from collections.abc import Mapping
from typing import Any

from yiwang.foundations.papers.definitions import FOLDER, PAPER
from yiwang.foundations.papers.domain.codes import MistypedCodeError
from yiwang.foundations.papers.domain.contract import PaperDataError, contract_problems, prepared, texts_in
from yiwang.foundations.papers.domain.glyphs import MissingGlyphError, glyphs_checked, missing_in
from yiwang.foundations.papers.domain.qr import codes_drawn
from yiwang.foundations.papers.domain.sealing import SealProvider, SealRequest, seal_picture
from yiwang.foundations.papers.domain.typesetting import TemplateError, typeset
from yiwang.loader import World


def paper_set(world: World, paper_id: str, data: Mapping[str, Any]) -> bytes:
    """Set a paper as PDF. The same world and data give the same bytes.

    Args:
        world: definitions with their templates.
        paper_id: id of the paper.
        data: what its contract asks for; dates may be ``date``, optional fields may be left out.

    Raises:
        UnknownDefinition: there is no such paper.
        PaperDataError: the data do not keep the contract; everything wrong is told at once.
        MissingGlyphError: a character cannot be printed.
        TemplateError: the template is wrong.
    """
    named = world.get(PAPER, paper_id)
    paper = named.base(world)
    shape = paper.contract()
    values = prepared(shape, {**({"title": named.title} if "title" in paper.fields else {}), **data})
    problems = contract_problems(shape, values)
    if problems:
        raise PaperDataError(named.title, problems)
    glyphs_checked(texts_in(values))
    files = {path: world.asset(path) for path in world.assets if path.startswith(f"{FOLDER}/")}
    return typeset(files, paper.template(), codes_drawn(shape, values))


__all__ = [
    "PAPER",
    "MissingGlyphError",
    "MistypedCodeError",
    "PaperDataError",
    "SealProvider",
    "SealRequest",
    "TemplateError",
    "missing_in",
    "paper_set",
    "seal_picture",
]

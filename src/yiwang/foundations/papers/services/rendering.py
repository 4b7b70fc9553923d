"""Setting papers of the release in force."""

from collections.abc import Mapping
from typing import Any

from yiwang.foundations.papers.definitions import PAPER
from yiwang.foundations.papers.pure import paper_set
from yiwang.foundations.releases.public import world as world_in_force
from yiwang.loader import World


def paper_render(template_id: str, data: Mapping[str, Any], world: World | None = None) -> bytes:
    """Set a paper as PDF.

    Args:
        template_id: id of the paper in the pack.
        data: what its contract asks for.
        world: definitions to use, e.g. those a case was opened under; the release in force unless given.

    Raises:
        UnknownDefinition, PaperDataError, MissingGlyphError, TemplateError: see ``paper_set``.
    """
    return paper_set(world or world_in_force(), template_id, data)


def paper_titled(template_id: str, world: World | None = None) -> str:
    """The paper's name as printed. Raises UnknownDefinition."""
    return (world or world_in_force()).get(PAPER, template_id).title

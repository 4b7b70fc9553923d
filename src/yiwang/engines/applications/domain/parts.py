"""Whose part of an application is what: each signer sees and signs everything but the other signers' own fields."""

from collections.abc import Iterable
from typing import Any

from yiwang.engines.catalog.pure import Compiled

from .keys import Row, key_text
from .shown import structure

Place = tuple[str, Row]


def signers(compiled: Compiled) -> list[tuple[str, Row, str]]:
    """(party, row, label) of everybody who signs, in the theme's order."""
    theme = compiled.ready.theme
    return [(key, row, theme.parties[key].label) for key, row in compiled.signers]


def hidden_from(compiled: Compiled, mine: Iterable[Place]) -> frozenset[Place]:
    """Places of the other signers: what these people typed is not for this one."""
    return frozenset((party, row) for party, row, _ in signers(compiled)) - frozenset(mine)


def part_content(
    compiled: Compiled, mine: Iterable[Place], materials: dict[str, str], commitments: Iterable[str]
) -> dict[str, Any]:
    """Exactly what is shown to a signer: structure, values of his part, files by their ids, commitments.

    Args:
        compiled: the compilation.
        mine: the places this person signs for.
        materials: written key → what was handed in for it (file id), all parties.
        commitments: written keys of materials that a commitment stands for.
    """
    hidden = hidden_from(compiled, mine)
    fields = [f for f in compiled.fields if (f.party, f.row) not in hidden]
    values = {key_text(f.party, f.row, f.element.id): f.value for f in fields}
    places = {(m.party, m.row): True for m in compiled.materials} | dict.fromkeys(hidden, False)
    open_keys = {
        key_text(m.party, m.row, m.material.id) for m in compiled.materials if places[(m.party, m.row)]
    }
    return {
        "shown": _part_structure(compiled, hidden), "answers": dict(compiled.here.raw), "values": values,
        "files": {key: held for key, held in materials.items() if key in open_keys},
        "commitments": sorted(set(commitments) & open_keys),
    }  # fmt: skip


def _part_structure(compiled: Compiled, hidden: frozenset[Place]) -> dict[str, Any]:
    whole = structure(compiled)
    keys = {key_text(f.party, f.row, f.element.id) for f in compiled.fields if (f.party, f.row) in hidden}
    return {**whole, "fields": {key: held for key, held in whole["fields"].items() if key not in keys}}

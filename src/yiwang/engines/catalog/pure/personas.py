"""Facts and typed values as packs and JSON write them."""

import re
from collections.abc import Iterable, Mapping
from datetime import date
from typing import Any

from yiwang.engines.catalog.definitions import Persona, PersonaFact
from yiwang.kernel.fact import Fact, Source

from .situation import Key

TYPED_KEY = re.compile(r"^([a-z][a-z0-9_]*)(?:\[(\d+)\])?\.([a-z][a-z0-9_]*)$")


class FactError(ValueError):
    """A fact or a typed key that cannot be read; the sentence says how to write it."""


def persona_facts(persona: Persona) -> tuple[Fact, ...]:
    """What government holds for a persona's parties."""
    return tuple(fact_of(fact) for fact in persona.facts)


def fact_of(written: PersonaFact) -> Fact:
    """A fact as a pack writes it."""
    source = Source(written.source.kind, written.source.id, written.source.unit)
    return Fact(
        party=written.party,
        source=source,
        ground=written.ground,
        element=written.element,
        material=written.material,
        value=written.value,
        valid_until=written.valid_until,
        row=written.row,
    )


def persona_typed(persona: Persona) -> dict[Key, Any]:
    """What a persona would type, by (party, row or None, element)."""
    return {typed_key(written): value for written, value in persona.typed.items()}


def typed_key(written: str) -> Key:
    """``party.element`` or ``party[2].element`` as a key.

    Raises:
        FactError: neither.
    """
    found = TYPED_KEY.match(written)
    if not found:
        raise FactError(f"“{written}”应写成 当事人.数据元，多人的写成 当事人[2].数据元。")
    return found[1], int(found[2]) if found[2] else None, found[3]


def facts_from_json(written: Iterable[Mapping[str, Any]]) -> tuple[Fact, ...]:
    """Facts as design §4 writes them in JSON.

    Raises:
        FactError: one lacks its party, source or ground, or names neither or both of element and material.
    """
    return tuple(_fact(number, fact) for number, fact in enumerate(written, 1))


def _fact(number: int, written: Mapping[str, Any]) -> Fact:
    try:
        source = written["source"]
        until = written.get("valid_until")
        fact = Fact(
            party=written["party"],
            source=Source(source["kind"], source["id"], source["unit"]),
            ground=written["ground"],
            element=written.get("element"),
            material=written.get("material"),
            value=written.get("value"),
            valid_until=date.fromisoformat(until) if until else None,
            row=written.get("row"),
        )
    except (KeyError, TypeError, ValueError, AttributeError) as error:
        raise FactError(f"第 {number} 条事实写错了：{error}。每条要有 party、source、ground。") from None
    if (fact.element is None) == (fact.material is None):
        raise FactError(f"第 {number} 条事实要写 element 或 material，且只写一种。")
    return fact

"""Who decides on a member, and where it is handed in and out, as JSON and in words."""

from typing import Any

from .places import Deciding
from .prepared import ReadyMember
from .receiving import Spot, handed_in_at, handed_out_at
from .result import Compilation

LEVELS = {
    "nation": "国家",
    "province": "省级",
    "prefecture": "市级",
    "county": "县（市、区）",
    "town": "镇（街道）",
    "village": "村（社区）",
}


def where_json(compiled: Compilation, member: ReadyMember) -> dict[str, Any]:
    """``decided_by`` (null while open), ``decides`` in words, ``receive`` and ``handout`` of one member."""
    place, day = compiled.located[member.key], compiled.here.day
    decided = compiled.decided.get(member.key)
    return {
        "decided_by": _deciding(decided) if decided else None,
        "decides": who_decides(compiled, member),
        "receive": [_spot(spot) for spot in handed_in_at(compiled.places, member.item, place, day)],
        "handout": [_spot(spot) for spot in handed_out_at(compiled.places, member.item, place, day)],
    }


def _deciding(decided: Deciding) -> dict[str, Any]:
    terms = {name: value for name, value in vars(decided.terms).items() if name != "limit"}
    return {
        "unit": decided.unit, "body": decided.body, "division": decided.division, "basis": decided.basis, **terms
    }  # fmt: skip


def _spot(spot: Spot) -> dict[str, str]:
    return {name: value for name, value in vars(spot).items() if value}


def who_decides(compiled: Compilation, member: ReadyMember) -> str:
    """Who decides, in words; before the address is known, what decides that."""
    item, tree = member.item, compiled.places.tree
    if decided := compiled.decided.get(member.key):
        return decided.told
    if item.elsewhere:
        return f"由{item.elsewhere.body}决定，本市只代收"
    function = tree.functions.get(item.decide.body, item.decide.body)
    if member.placed_by is None:
        return f"由{LEVELS[item.decide.level]}{function}单位决定"
    party, element = member.placed_by
    asked = next((f for f in compiled.fields if (f.party, f.element.id) == member.placed_by), None)
    label = asked.element.label if asked else element
    whose = compiled.ready.theme.parties[party].label
    return f"按“{whose}”的“{label}”，由当地{LEVELS[item.decide.level]}的{function}单位决定"

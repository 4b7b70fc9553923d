"""A new theme's first text: drawn from a theme there is, or around one item, so that nothing of it is invented."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from yiwang.engines.catalog.pure import THEME
from yiwang.loader import World
from yiwang.loader.editing import rewritten
from yiwang.loader.sources import Sources
from yiwang.nets.collaboration.definitions.domain.written import Tree, item_written, theme_written

OWN = ("typical", "notes", "ends_on", "ends_why", "instead")
"""What a template says about itself alone."""
PARTY = ("label", "kind", "cardinality", "never_contact")


@dataclass(frozen=True)
class Start:
    """What a new theme begins with: its title, the function of the body that leads it, the pack in force."""

    title: str
    lead: str
    world: World


def text_from_theme(sources: Sources, template: str, start: Start) -> str:
    """A theme like another, still assumed, with the other's comments; empty if there is no such theme."""
    written = theme_written(sources, template)
    if written is None:
        return ""
    kept = {key: held for key, held in written.tree.items() if key not in OWN}
    lead = {**(kept.get("lead") or {}), "body": start.lead}
    wanted = {**kept, "title": start.title, "lead": lead, "status": "assumed"}
    return rewritten(written.own_text or written.base_text, wanted)


def text_from_item(sources: Sources, item_id: str, start: Start) -> str:
    """A theme of one item, with the item's own parties and questions; empty if there is no such item."""
    written = item_written(sources, item_id)
    if written is None:
        return ""
    item = written.tree
    parties = {
        key: _party(held, first=not place) for place, (key, held) in enumerate(item["parties"].items())
    }
    questions = item.get("questions", [])
    tree = {
        "title": start.title,
        "subject": "person" if "1" in item.get("service_objects", ["1"]) else "enterprise",
        "lead": {"body": start.lead, "level": (item.get("decide") or {}).get("level", "county")},
        "parties": parties,
        **({"questions": questions} if questions else {}),
        "members": [{"item": item_id, "bind": {key: key for key in parties}}],
        "signers": item.get("signers") or [next(iter(parties))],
        "reference_answers": {one["id"]: _usual(one) for one in questions if not one.get("when")},
        **_case_type(start.world),
        "status": "assumed",
    }
    return rewritten("", tree)


def _party(held: Mapping[str, Any], *, first: bool) -> Tree:
    mine = first and held.get("kind") in ("person", "either")
    return {**{key: held[key] for key in PARTY if key in held}, **({"from_identity": "true"} if mine else {})}


def _usual(question: Mapping[str, Any]) -> str:
    """An answer to begin with, to be looked at."""
    if question.get("options"):
        return str(next(iter(question["options"])))
    kind = question.get("type", "bool")
    return (
        "false" if kind == "bool" else str(question.get("minimum", "1")) if kind in ("int", "decimal") else ""
    )


def _case_type(world: World) -> Tree:
    """How themes are handled here: as most of them are."""
    used = Counter(theme.case_type for theme in world.all(THEME).values() if theme.case_type)
    return {"case_type": used.most_common(1)[0][0]} if used else {}

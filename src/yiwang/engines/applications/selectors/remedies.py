"""Where a refusal can be contested and until when, and which texts a paper cites: all of it the pack's to say."""

from datetime import date
from typing import Any

from yiwang.engines.catalog.pure import Item
from yiwang.foundations.divisions.public import division_path
from yiwang.foundations.organisations.public import bodies_of, body_get
from yiwang.loader import PARAMETER, SourcedValue, World

UNCHECKED = "未核对原文"


def remedy_of(world: World, item: Item | None, body_id: str, day: date) -> dict[str, str]:
    """Review body with its period, court with its period.

    Args:
        world: the definitions that hold.
        item: the item; its own words come first.
        body_id: the body that refused.
        day: the day of the refusal.
    """
    words = item.remedies if item else None
    return {
        "review_body": _reviewer(world, body_id, day) or (words and words.review) or _text(world, "review_body", day),
        "review_period": _text(world, "review_period", day),
        "court": _text(world, "suit_court", day), "suit_period": _text(world, "suit_period", day),
    }  # fmt: skip


def _reviewer(world: World, body_id: str, day: date) -> str:
    """The nearest body of the reviewing function at a reviewing level that is not itself the one contested."""
    body, function = body_get(body_id), _text(world, "review_function", day)
    if body is None or not function:
        return ""
    levels = _text(world, "review_levels", day).split()
    above = [place.code for place in reversed(division_path(body.division_id)) if place.level in levels]
    known = {held.division_id: held.name for held in bodies_of(function) if held.id != body_id}
    return next((known[code] for code in above if code in known), "")


def citations_of(item: Item | None) -> list[dict[str, str]]:
    """What the item rests on, each with the text that was read and the day somebody compared it."""
    laws = item.legal_basis if item else ()
    return [_cited(law.law, law.article, law.text_version, law.checked_on) for law in laws]


def remedy_citations(world: World, day: date) -> list[dict[str, str]]:
    """The same for the periods in which a refusal can be contested."""
    held = [_on(world, name, day) for name in ("review_period", "suit_period")]
    return [_from(value) for value in held if value is not None]


def _cited(law: str, article: str, version: str, checked: str) -> dict[str, str]:
    return {"text": f"《{law.strip('《》')}》{article}", "version": version, "checked": _checked(checked)}


def _from(value: SourcedValue) -> dict[str, str]:
    version = value.text_version or "文本未写明"
    return {"text": value.source, "version": version, "checked": _checked(value.checked_on)}


def _checked(on: Any) -> str:
    return f"{on}核对" if on else UNCHECKED


def _on(world: World, name: str, day: date) -> SourcedValue | None:
    found = world.find(PARAMETER, name)
    return found.on(day) if found else None


def _text(world: World, name: str, day: date) -> str:
    held = _on(world, name, day)
    return str(held.value) if held else ""

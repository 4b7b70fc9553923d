"""What an applicant would see of an item, and what changes in every theme that holds it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date
from typing import Any

from yiwang.engines.catalog.pure import Catalogue, body_terms, compile_item, compile_theme
from yiwang.loader import World

from .words import CHANNELS, MEASURES


def guide(
    catalogue: Catalogue, world: World, item_id: str, day: date, bodies: Iterable[str] = ()
) -> dict[str, Any] | None:
    """The guide and the form of one item as an applicant who has said nothing yet sees them; None if not there.

    ``bodies`` are ids of deciding bodies whose address and phone are shown with it.
    """
    item = catalogue.items.get(item_id)
    if item is None:
        return None
    told = compile_item(catalogue, item_id, {}, (), day).as_json()
    row = told["guide"]["items"][0]
    labels = {key: party["label"] for key, party in told["guide"]["parties"].items()}
    return {
        "title": told["title"],
        "handling_class": row["handling_class"],
        "promised": row["promised"],
        "statutory": row["statutory"],
        "conditions": row["conditions"],
        "fees": row["fees"],
        "notes": item.notes,
        "faq": item.faq,
        "visits": row["visits"],
        "materials": [_material(line, labels) for line in told["materials"]],
        "fields": [f"{labels[line['party']]} · {line['label']}" for line in told["form"]["fields"]],
        "receive": [CHANNELS[place.place] for place in item.receive],
        "handout": [CHANNELS[place.place] for place in item.handout],
        "bodies": [one for body in bodies for one in body_told(world, body, item_id)],
    }


def _material(line: dict[str, Any], labels: dict[str, str]) -> dict[str, str]:
    return {"label": line["label"], "party": labels[line["party"]], "why": line["why"]}


def body_told(world: World, body_id: str, item_id: str) -> Iterator[dict[str, str]]:
    """What one body says of an item, its own row over those of its function; nothing for an unknown body."""
    found = body_terms(world, body_id, item_id)
    if found is not None:
        body, terms = found
        limit = terms.limit.limit if terms.limit else ""
        told = {name: getattr(terms, name) for name in ("address", "window", "hours", "phone")}
        yield {"body": body.short, "limit": limit, **told}


@dataclass(frozen=True)
class ThemeLine:
    """One theme that holds a changed item: four measures before and after, and materials come and gone."""

    title: str
    measures: tuple[tuple[str, Any, Any, str], ...]
    added: tuple[str, ...]
    gone: tuple[str, ...]

    @property
    def changed(self) -> bool:
        """Whether the applicant notices anything."""
        return bool(self.added or self.gone) or any(was != now for _, was, now, _ in self.measures)


def theme_lines(
    before: Catalogue, after: Catalogue, items: Iterable[str], day: date, themes: Iterable[str] = ()
) -> list[ThemeLine]:
    """What these themes, and every theme with one of these items, ask of the applicant of the reference answers."""
    wanted, named = set(items), set(themes)
    return [
        _theme_line(before, after, key, day)
        for key, theme in after.themes.items()
        if key in before.themes and (key in named or wanted & {member.item for member in theme.members})
    ]


def _theme_line(before: Catalogue, after: Catalogue, key: str, day: date) -> ThemeLine:
    was, now = theme_compiled(before, key, day), theme_compiled(after, key, day)
    measures = tuple(
        (word, was["savings"][name]["after"], now["savings"][name]["after"], unit)
        for name, (word, unit) in MEASURES.items()
    )
    old, new = _labels(was), _labels(now)
    added, gone = [one for one in new if one not in old], [one for one in old if one not in new]
    return ThemeLine(after.themes[key].title, measures, tuple(added), tuple(gone))


def theme_compiled(catalogue: Catalogue, key: str, day: date) -> dict[str, Any]:
    """A theme compiled for the applicant of its reference answers."""
    theme = catalogue.themes[key]
    rows = {name: 1 for name, party in theme.parties.items() if party.cardinality == "many"}
    return compile_theme(catalogue, key, theme.reference_answers, (), day, rows=rows).as_json()


def _labels(told: dict[str, Any]) -> list[str]:
    return [line["label"] for line in told["materials"]]

"""What an applicant would see of a theme for chosen answers: its guide, its one form, and what it spares."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from yiwang.engines.catalog.pure import (
    Catalogue,
    Compiled,
    compile_theme,
    ending_words,
    padded,
    persona_facts,
)
from yiwang.nets.collaboration.definitions.domain.preview import theme_compiled
from yiwang.nets.collaboration.definitions.domain.words import MEASURES

SHOWN = {"asked": "要交", "held": "已有，免交", "produced": "办理中产生", "generated": "系统生成"}


@dataclass(frozen=True)
class Applicant:
    """For whom a theme is shown: answers, and the demo applicant whose papers prefill it, if any."""

    answers: Mapping[str, Any]
    persona: str = ""


def theme_guide(catalogue: Catalogue, theme_id: str, who: Applicant, day: date) -> dict[str, Any] | None:
    """The guide, the form and the arithmetic of a theme; None where it is not there."""
    theme = catalogue.themes.get(theme_id)
    if theme is None:
        return None
    compiled = _compiled(catalogue, theme_id, who, day)
    told = compiled.as_json()
    labels = {key: party["label"] for key, party in told["guide"]["parties"].items()}
    taken = {row["member"] for row in told["schedule"]["items"]}
    return {
        "title": told["title"],
        "summary": theme.summary,
        "ends": ending_words(catalogue, theme, day),
        "items": [_item(row, told) for row in told["schedule"]["items"]],
        "left": [row.item.title for row in catalogue.theme(theme_id).members if row.key not in taken],
        "materials": [_material(line, labels) for line in told["materials"]],
        "fields": [_field(line, labels) for line in told["form"]["fields"]],
        "days": told["schedule"]["days"],
        "savings": list(_savings(told["savings"])),
        "faq": theme.faq,
        "problems": [line["what"] for line in told["problems"]],
    }


def _compiled(catalogue: Catalogue, theme_id: str, who: Applicant, day: date) -> Compiled:
    persona = catalogue.personas.get(who.persona)
    ours = persona if persona and persona.theme == theme_id else None
    many = [key for key, one in catalogue.themes[theme_id].parties.items() if one.cardinality == "many"]
    rows = dict(ours.rows) if ours else dict.fromkeys(many, 1)
    asked = {one.question.id for one in catalogue.theme(theme_id).questions}
    answers = {key: said for key, said in who.answers.items() if key in asked}
    return compile_theme(catalogue, theme_id, answers, persona_facts(ours) if ours else (), day, rows=rows)


def _item(row: Mapping[str, Any], told: Mapping[str, Any]) -> dict[str, Any]:
    guide = next(one for one in told["guide"]["items"] if one["member"] == row["member"])
    return {"title": row["title"], "why": guide["why"], "when": row["why"]}


def _material(line: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, str]:
    return {"label": f"{labels[line['party']]} · {line['label']}", "state": SHOWN[line["state"]]}


def _field(line: Mapping[str, Any], labels: Mapping[str, str]) -> dict[str, str]:
    known = line["source"]["unit"] if line["state"] == "prefilled" and line.get("source") else ""
    return {"label": f"{labels[line['party']]} · {line['label']}", "known": known}


def _savings(held: Mapping[str, Mapping[str, Any]]) -> Iterator[dict[str, Any]]:
    """Each measure: every item on its own, the theme, and what is left to this applicant."""
    for name, (word, unit) in MEASURES.items():
        before, after, asked = (held[name][side] for side in ("before", "after", "asked"))
        saved = round(100 * (1 - asked / before)) if before else None
        yield {"word": word, "unit": unit, "before": before, "after": after, "asked": asked, "saved": saved}


def padded_words(catalogue: Catalogue, theme_id: str, day: date) -> list[str]:
    """What looks as if the side *before* were made up, in sentences."""
    theme = catalogue.themes.get(theme_id)
    if theme is None:
        return []
    measures = theme_compiled(catalogue, theme_id, day)["savings"]
    held = {"theme": theme_id, "title": theme.title, "catalogue": measures}
    return [
        f"分开办的{MEASURES[one['measure']][0]} {one['before']} {MEASURES[one['measure']][1]}，超过本市公布平均数"
        f" {one['usual']:g} 的 {one['ratio']:g} 倍，请核对各事项的清单是不是多列了。"
        for one in padded(catalogue, held, day)
    ]

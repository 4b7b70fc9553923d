"""A theme's page as plain values: questions, measures, schedule, materials, each with its words."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy as later

from yiwang.engines.catalog.pure import Compiled, Faq, taken_online
from yiwang.faces.application.public import question_widget

from .where import where_in_guide

UNITS = {"materials": later("份"), "fields": later("栏"), "days": later("个工作日"), "visits": later("次")}
LABELS = {
    "materials": later("要交的材料"),
    "fields": later("要填的栏目"),
    "days": later("最长用时"),
    "visits": later("跑大厅"),
}
SECONDS_A_FIELD = 20


@dataclass(frozen=True)
class MeasureCard:
    """One measure of what is spared: before (each item on its own) and now."""

    label: str
    before: str
    now: str
    unit: str


def guide_page(compiled: Compiled, answers: Mapping[str, str], url: str, target: str) -> dict[str, Any]:
    """Everything the template ``portal/theme.html`` shows."""
    told = compiled.as_json()
    return {
        "id": target,
        "title": told["title"],
        "summary": told["guide"]["summary"],
        "url": url,
        "questions": [
            question_widget(q, answers.get(q.id, ""), _problem(compiled, q.id)) for q in compiled.questions
        ],
        "open": bool(compiled.open_questions),
        "blocked": [line["why"] for line in told["conditions"] if line["state"] == "unmet"],
        "measures": measures(compiled),
        "days": told["schedule"]["days"],
        "schedule": schedule(told),
        "materials": [_material(told, line) for line in told["materials"]],
        "fields_before": told["savings"]["fields"]["before"],
        "fields_asked": told["savings"]["fields"]["after"],
        "minutes": max(1, round(compiled.savings.fields.after * SECONDS_A_FIELD / 60)),
        "bodies": _bodies(told),
        "where": where_in_guide(compiled),
        "online": all(taken_online(member.item) for member in compiled.members),
        "legal": _legal(told),
        "faq": _faq(compiled),
        "status_words": status_words(told["status"]),
    }


def _problem(compiled: Compiled, question: str) -> str:
    return next((sentence for where, sentence in compiled.problems if where == question), "")


def measures(compiled: Compiled) -> list[MeasureCard]:
    """The four measures for this applicant."""
    held = compiled.savings
    lines = {"materials": held.materials, "fields": held.fields, "days": held.days, "visits": held.visits}
    return [
        MeasureCard(str(LABELS[key]), f"{m.before}", f"{m.asked}", str(UNITS[key]))
        for key, m in lines.items()
    ]


def schedule(told: Mapping[str, Any]) -> list[dict[str, Any]]:
    """The items in the order of days, with who decides and what they wait for."""
    guide = {row["member"]: row for row in told["guide"]["items"]}
    titles = {row["member"]: row["title"] for row in told["schedule"]["items"]}
    return [_scheduled(row, guide[row["member"]], titles) for row in told["schedule"]["items"]]


def _scheduled(row: Mapping[str, Any], item: Mapping[str, Any], titles: Mapping[str, str]) -> dict[str, Any]:
    return {
        "title": row["title"],
        "critical": row["critical"],
        "from_day": row["from_day"],
        "to_day": row["to_day"],
        "after": "、".join(titles[name] for name in row["after"] if name in titles),
        "body": item["why"],
        "limit": _("承诺 {0}").format(item["promised"]["limit"]),
        "results": item["result"],
    }


def _material(told: Mapping[str, Any], line: Mapping[str, Any]) -> dict[str, Any]:
    party = told["guide"]["parties"][line["party"]]["label"]
    return {
        "label": line["label"],
        "party": party if "row" not in line else f"{party}（{line['row']}）",
        "how": how_met(line["state"]),
        "deferred": _("可以先承诺") if line["deferred"] else "",
        "times": len(line["items"]),
    }


def how_met(state: str) -> str:
    """How a material comes to be there, in words."""
    return {
        "asked": _("您来交（登录后已有电子证照的免交）"),
        "held": _("已有，免交"),
        "produced": _("这次办出来，免交"),
        "generated": _("系统自动生成，免交"),
    }[state]


def _faq(compiled: Compiled) -> list[Faq]:
    """What people ask about the whole first, then about its items; the same question once."""
    every = (*compiled.ready.theme.faq, *(one for member in compiled.members for one in member.item.faq))
    return list({one.ask: one for one in reversed(every)}.values())[::-1]


def _bodies(told: Mapping[str, Any]) -> list[str]:
    return list(dict.fromkeys(row["title"] for row in told["guide"]["items"]))


def _legal(told: Mapping[str, Any]) -> list[str]:
    lines: Iterable[Mapping[str, str]] = (law for row in told["guide"]["items"] for law in row["legal_basis"])
    return list(dict.fromkeys(_cited(law) for law in lines))


def _cited(law: Mapping[str, str]) -> str:
    checked = _("，{0} 核对").format(law["checked_on"]) if law["checked_on"] else ""
    return f"{law['law']}{law['article']}（{law['text_version']}{checked}）"


def status_words(status: str) -> str:
    """How sure the definitions behind the figures are."""
    return {
        "published": _("依据已公布的办事指南计算。"),
        "compiled": _("模型值：由通用办事指南汇编，未经本市公布。"),
        "assumed": _("模型值：部分内容为假定，未经本市公布。"),
    }[status]

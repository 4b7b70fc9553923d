"""The effect ``issue_paper``: an act on a case becomes a legal paper in the deciding body's name and under its seal.

Which paper, and what it asks for, the pack says; here is where every field that a paper may ask for comes from.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from yiwang.engines.cases.public import EffectCall, access_case, clock_read
from yiwang.engines.cases.pure import CASE_TYPE, CaseType
from yiwang.engines.catalog.pure import ITEM, Item, benefit_words
from yiwang.foundations.notices.public import served_electronically, serving_ask
from yiwang.foundations.organisations.public import unit_get
from yiwang.foundations.papers.public import (
    PAPER,
    paper_render,
    paper_seal,
    verification_code_issue,
    verification_url,
)
from yiwang.foundations.people.public import Party
from yiwang.foundations.releases.public import world
from yiwang.loader import World

from ..domain.results import own_values
from ..models import IssuedPaper
from ..selectors.remedies import citations_of, remedy_citations, remedy_of
from .commitments import excluded_until
from .issuing import EFFECT, values_of
from .papering import body_name, is_demo, paper_kept

PROOF, GRANT = "proof", "grant"
"""Kinds of papers: one that tells of a service and is not served itself; one that gives somebody a benefit."""

ASSESSED = "按核定的结果"
"""What a grant says of what the applicant's own words do not tell."""

WORKING_UNITS = {"working_day": "个工作日", "day": "日", "month": "个月", "hour": "小时"}


@dataclass(frozen=True)
class Act:
    """One act on one case, as its paper tells of it; ``said`` in words, choices by their labels."""

    case: Any
    type: CaseType
    item: Item | None
    said: Mapping[str, Any]
    world: World
    day: date


def issue_paper(call: EffectCall, now: datetime) -> None:
    """Set, seal and keep the paper of an act; doing it again changes nothing.

    Who did not agree to electronic service gets it by letter, visit or at a counter as well.
    """
    if IssuedPaper.objects.filter(key=call.key).exists():
        return
    case = access_case(EFFECT, call.case_id)
    act = _act(case, call.body, timezone.localtime(now).date())
    paper = act.type.paper_for(str(call.body["paper"]), act.item.power_type if act.item else "")
    if not _is_due(act, paper):
        return
    title = act.world.get(PAPER, paper).title
    pdf = paper_render(paper, _data(act, paper) | _code(call, title, case), act.world)
    if act.world.get(PAPER, paper).sealed:
        pdf = paper_seal(pdf, case.owner_unit_id, title, {"case": case.number}, actor=EFFECT, now=now)
    owner, unit = UUID(str(case.party_id)), case.owner_unit_id
    file_id = paper_kept(call.key, pdf, title, paper, now, owner=owner, case=case.id, unit=unit)
    if act.world.get(PAPER, paper).kind != PROOF and not served_electronically(owner):
        serving_ask(
            key=call.key, kind="paper", party_id=owner, unit_id=unit, title=title, number=case.number,
            file_id=file_id, now=now,
        )  # fmt: skip


def _is_due(act: Act, paper: str) -> bool:
    """Whether there is such a paper for this act: a grant decision only where the item grants something."""
    found = act.world.find(PAPER, paper)
    return found is not None and (
        found.kind != GRANT or (act.item is not None and act.item.benefit is not None)
    )


def _act(case: Any, body: Mapping[str, Any], day: date) -> Act:
    defined = world(case.revision or None)
    kind, item = defined.get(CASE_TYPE, case.type), defined.find(ITEM, case.subject)
    fixed = {key: value for key, value in body.items() if key not in ("paper", "data")}
    said = {key: _in_words(kind, key, value) for key, value in dict(body.get("data", {})).items()}
    return Act(case, kind, item, {**fixed, **said}, defined, day)


def _in_words(kind: CaseType, key: str, value: Any) -> Any:
    """What was chosen, by its label; anything else as it was said."""
    fields = (act.data[key] for act in kind.acts.values() if key in act.data)
    options = [field.options for field in fields if isinstance(value, str) and value in field.options]
    return options[0][value] if options else value


def _code(call: EffectCall, title: str, case: Any) -> dict[str, str]:
    shown = {"title": title, "number": case.number, "item": case.title}
    code = verification_code_issue(kind="paper", subject=call.key, shown=shown)
    return {"verify_code": code, "verify_qr": verification_url(code)}


def _data(act: Act, paper: str) -> dict[str, Any]:
    """What the paper's contract asks for, of all that can be said of the act."""
    asked = act.world.get(PAPER, paper).base(act.world).fields
    made: dict[str, Any] = _common(act)
    for fields, group in _GROUPS:
        if fields & asked.keys():
            made |= group(act)
    return {name: value for name, value in made.items() if name in asked}


def _common(act: Act) -> dict[str, Any]:
    case = act.case
    applicant = Party.objects.filter(id=case.party_id).values_list("name", flat=True).first() or ""
    unit = unit_get(case.owner_unit_id)
    return {
        "addressee": applicant, "item": case.title, "applied_on": _day(case.opened_at, act),
        "unit": body_name(case.owner_unit_id), "number": case.number, "date": act.day,
        "case_number": case.number, "demo": is_demo(case.party_id), "contact": unit.body.phone if unit else "",
    }  # fmt: skip


def _day(at: datetime | None, act: Act) -> date:
    return timezone.localtime(at).date() if at else act.day


def _accepted(act: Act) -> dict[str, Any]:
    limit = act.case.data.get("terms", {}).get("limits", {}).get("promised", {})
    words = f"{limit.get('value', '')} {WORKING_UNITS.get(limit.get('unit', ''), '')}".strip()
    materials = [m["label"] for m in act.case.data["form"].get("materials", []) if m["met"]]
    due = _day(act.case.due_at, act)
    return {"accepted_on": act.day, "limit": words, "due": due, "materials": materials}


def _supplement(act: Act) -> dict[str, Any]:
    unit = body_name(act.case.owner_unit_id)
    remarks = [
        {
            "unit": unit, "item": act.case.title, "material": str(r.get("about", "")) or "申请内容",
            "problem": str(r.get("what", "")), "mend": str(r.get("mend", "")) or "按要求补充",
            "basis": str(r.get("basis", "")) or "见办事指南",
        }
        for r in act.said.get("remarks", [])
    ]  # fmt: skip
    return {
        "remarks": remarks, "supply_by": _day(act.case.due_at, act),
        "consequence": "逾期未补正的，本事项终止办理，其他事项继续办理",
        "how": "在“我的办件”中打开本办件，按提示补充后一次提交；也可以到政务服务大厅办理",
    }  # fmt: skip


def _refused(act: Act) -> dict[str, Any]:
    """What was found (as the examiner wrote it, unless the decider wrote anew), why, and where to turn."""
    said, kept = act.said, act.case.data.get("kept") or {}
    why = str(said.get("reason") or said.get("ground") or said.get("explanation") or "")
    facts = str(said.get("facts") or said.get("explanation") or kept.get("grounds") or why)
    direction = str(said.get("direction") or "")
    return {"facts": facts, "reasons": f"{why}；请向{direction}申请" if direction else why}


def _contested(act: Act) -> dict[str, Any]:
    """Where to turn and until when, with every text that is cited."""
    remedy = remedy_of(act.world, act.item, _body(act), act.day)
    return {"remedy": remedy, "citations": [*citations_of(act.item), *remedy_citations(act.world, act.day)]}


def _benefited(act: Act) -> dict[str, Any]:
    """What is given, how long and how, as the item says; and what the decider wrote of it."""
    if act.item is None:
        return {}
    form = act.case.data["form"]
    words = benefit_words(act.world, act.item, own_values(form, values_of(form)), form.get("answers", {}))
    told = {name: words.get(name, ASSESSED) for name in ("amount", "period", "paid")}
    return {**told, "decided": str(act.said.get("decision") or "")}


def _body(act: Act) -> str:
    unit = unit_get(act.case.owner_unit_id)
    return unit.body_id if unit else ""


def _based(act: Act) -> dict[str, Any]:
    """The law: the item's, with which text was read and when."""
    laws = act.item.legal_basis if act.item else ()
    basis = "、".join(f"《{law.law.strip('《》')}》{law.article}" for law in laws)
    return {"basis": basis or "本事项办事指南", "citations": citations_of(act.item)}


def _granted(act: Act) -> dict[str, Any]:
    result = act.item.result if act.item else None
    return {"result": result.name if result else act.case.title, "valid": result.valid_for if result else ""}


def _special(act: Act) -> dict[str, Any]:
    clock = clock_read(act.case.id, act.type.main_clock)
    told = {
        "procedure": act.said.get("kind", ""),
        "expected": act.said.get("expected", ""),
        "stopped_on": act.day,
    }
    if clock is not None:
        told |= {"stopped_on": _day(clock.paused_at, act), "limit": clock.limit, "used": clock.spent}
    return told | {"ground": act.said.get("ground", "")}


def _extended(act: Act) -> dict[str, Any]:
    clock = clock_read(act.case.id, act.type.main_clock)
    limit, due = (clock.limit, clock.due_at) if clock else ("", act.case.due_at)
    return {"why": act.said.get("told", ""), "limit": limit, "due": _day(due, act)}


def _served(act: Act) -> dict[str, Any]:
    """What reached the applicant and how: every decision of the case, and its result."""
    result = (act.case.data.get("kept") or {}).get("result", "")
    papers = IssuedPaper.objects.filter(case_id=act.case.id).order_by("at", "id")
    named = [*papers.values_list("title", flat=True), *([str(result)] if result else [])]
    return {
        "documents": list(dict.fromkeys(named)) or [act.case.title], "way": act.said.get("way", ""),
        "receipt": act.said.get("receipt", ""), "served_on": act.day,
    }  # fmt: skip


def _excluded(act: Act) -> dict[str, Any]:
    return {"until": excluded_until(act.day)}


_GROUPS: tuple[tuple[frozenset[str], Callable[[Act], dict[str, Any]]], ...] = (
    (frozenset({"accepted_on"}), _accepted),
    (frozenset({"remarks"}), _supplement),
    (frozenset({"basis", "citations"}), _based),
    (frozenset({"reasons"}), _refused),
    (frozenset({"remedy"}), _contested),
    (frozenset({"amount"}), _benefited),
    (frozenset({"result"}), _granted),
    (frozenset({"stopped_on"}), _special),
    (frozenset({"why"}), _extended),
    (frozenset({"documents"}), _served),
    (frozenset({"until"}), _excluded),
)
"""Fields that tell what a paper speaks of, and who fills them."""

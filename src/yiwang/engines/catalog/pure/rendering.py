"""A compilation as JSON, every line with its reason, in the words of the applicant."""

from collections.abc import Iterable
from typing import Any

from yiwang.engines.catalog.definitions import Item, Question, TimeLimit
from yiwang.loader import Status

from .form_rendering import field_json, material_json, plain_value, produced_json
from .place_rendering import where_json
from .prepared import ReadyMember
from .result import Compilation, JudgedCondition, OpenLine, promised_days


def compiled_json(compiled: Compilation) -> dict[str, Any]:
    """Guide, form, materials, schedule, results and the arithmetic, as design §4 writes them."""
    theme = compiled.ready.theme
    return {
        "theme": theme.id,
        "title": theme.title,
        "day": compiled.here.day.isoformat(),
        **_statuses(compiled),
        "complete": compiled.complete,
        "guide": _guide(compiled),
        "questions": _questions(compiled),
        "form": {
            "fields": [field_json(compiled, f) for f in compiled.fields],
            "produced": [produced_json(compiled, f) for f in compiled.produced_fields],
        },
        "materials": [material_json(compiled, m) for m in compiled.materials],
        "optional_materials": [material_json(compiled, m) for m in compiled.optional_materials],
        "schedule": _schedule(compiled),
        "results": [r for m in compiled.members for r in _results(m)],
        "conditions": [_condition(judged) for judged in compiled.conditions],
        "signers": _signers(compiled),
        "left_out": [_left_out(compiled, m) for m in compiled.left_out],
        "open": _open(compiled),
        "savings": savings_json(compiled),
        "problems": [{"where": where, "what": what} for where, what in compiled.problems],
    }


def savings_json(compiled: Compilation) -> dict[str, Any]:
    """The table's four measures; materials with those that may come later."""
    savings = compiled.savings
    materials = {**savings.materials.as_json(), "deferred": savings.materials.deferred}
    rest = {"fields": savings.fields, "days": savings.days, "visits": savings.visits}
    return {"materials": materials, **{name: measure.as_json() for name, measure in rest.items()}}


def _statuses(compiled: Compilation) -> dict[str, Any]:
    own = compiled.ready.theme.status
    items = {m.item.id: m.item.status for m in compiled.ready.members}
    return {
        "status": Status.weakest([own, *items.values()]).value,
        "statuses": {"theme": own.value, "items": items},
    }


def _guide(compiled: Compilation) -> dict[str, Any]:
    theme = compiled.ready.theme
    parties = {
        k: {"label": p.label, "kind": p.kind, "rows": _row_count(compiled, k)}
        for k, p in theme.parties.items()
    }
    return {
        "summary": theme.summary,
        "subject": theme.subject,
        "lead": theme.lead.model_dump(),
        "parties": parties,
        "items": [_guide_item(compiled, member) for member in compiled.members],
    }


def _row_count(compiled: Compilation, party: str) -> int:
    return len(compiled.here.rows[party])


def _guide_item(compiled: Compilation, member: ReadyMember) -> dict[str, Any]:
    item = member.item
    return {
        "item": item.id,
        "member": member.key,
        "title": item.title,
        "why": _member_why(member),
        "decide": item.decide.model_dump(),
        "handling_class": item.handling_class.word,
        "statutory": _limit(item.statutory),
        "promised": _limit(compiled.promised(member)),
        "working_days": promised_days(compiled.decided, member),
        **where_json(compiled, member),
        "skipped": member.key in compiled.skipped,
        "visits": _visits(compiled, member),
        "conditions": [condition.text for condition in item.conditions],
        "legal_basis": _legal(item),
        "fees": [fee.model_dump() for fee in item.fees],
        "person_check": item.person_check.why if item.person_check else "",
        "result": item.result.name if item.result else "",
        "status": item.status.value,
    }


def _member_why(member: ReadyMember) -> str:
    if member.member.why:
        return member.member.why
    return f"因为 {member.member.when}" if member.member.when else "本主题必办"


def _visits(compiled: Compilation, member: ReadyMember) -> dict[str, Any]:
    waived = member.key in compiled.waived
    count = 0 if waived else member.item.onsite_visits
    return {"count": count, "reason": member.item.onsite_reason, "waived": waived}


def _limit(limit: TimeLimit | None) -> dict[str, Any] | None:
    if limit is None:
        return None
    return {"limit": limit.limit, "source": limit.source, "status": limit.status.value}


def _legal(item: Item) -> list[dict[str, str]]:
    return [basis.model_dump() for basis in item.legal_basis]


def _questions(compiled: Compilation) -> list[dict[str, Any]]:
    return [_question(compiled, question) for question in compiled.questions]


def _question(compiled: Compilation, question: Question) -> dict[str, Any]:
    written = question.model_dump(
        mode="json", include={"id", "ask", "type", "options", "unit", "hint", "fills"}
    )
    is_open = question.id in compiled.open_questions
    answered = {} if is_open else {"value": plain_value(compiled.here.raw[question.id])}
    return {**written, "state": "open" if is_open else "answered", **answered}


def _schedule(compiled: Compilation) -> dict[str, Any]:
    days = compiled.savings.days
    members = {member.key: member for member in compiled.members}
    steps = [_step(compiled, members[key]) for key in compiled.schedule]
    return {"days": days.after, "days_for_you": days.asked, "items": steps}


def _step(compiled: Compilation, member: ReadyMember) -> dict[str, Any]:
    span = compiled.schedule[member.key]
    after = [a.model_dump() for a in member.member.after if a.member in compiled.schedule]
    return {
        "item": member.item.id,
        "member": member.key,
        "title": member.item.title,
        "after": [a["member"] for a in after],
        "needs": {a["member"]: a["needs"] for a in after},
        "from_day": span.from_day,
        "to_day": span.to_day,
        "critical": span.critical,
        "skipped": member.key in compiled.skipped,
        "why": _step_why(compiled, member),
    }


def _step_why(compiled: Compilation, member: ReadyMember) -> str:
    waits = [
        compiled.ready.members[_index(compiled, a.member)].item.title
        for a in member.member.after
        if a.member in compiled.schedule
    ]
    start = f"等{'、'.join(waits)}办好后开始" if waits else "提交后即开始"
    return f"{start}，承诺{compiled.promised(member).limit}。"


def _index(compiled: Compilation, key: str) -> int:
    return next(member.index for member in compiled.ready.members if member.key == key)


def _results(member: ReadyMember) -> Iterable[dict[str, Any]]:
    result = member.item.result
    if result:
        party = next(b.party for b in member.bound if b.own == result.party)
        yield {
            "item": member.item.id,
            "member": member.key,
            "name": result.name,
            "kind": result.kind,
            "licence_type": result.licence_type,
            "party": party,
            "valid_for": result.valid_for,
        }


def _condition(judged: JudgedCondition) -> dict[str, Any]:
    condition = judged.ready.condition
    why = (condition.refusal or condition.text) if judged.state == "unmet" else condition.text
    return {"item": judged.member.item.id, "text": condition.text, "state": judged.state, "why": why}


def _signers(compiled: Compilation) -> list[dict[str, Any]]:
    parties = compiled.ready.theme.parties
    return [
        {"party": key, "label": parties[key].label, **({} if row is None else {"row": row})}
        for key, row in compiled.signers
    ]


def _left_out(compiled: Compilation, member: ReadyMember) -> dict[str, Any]:
    why = _left_out_why(compiled, member)
    return {"item": member.item.id, "member": member.key, "title": member.item.title, "why": why}


def _left_out_why(compiled: Compilation, member: ReadyMember) -> str:
    if member.when is None or member.when.truth(compiled.here.environment) is True:
        return "您选择不办。"
    return f"没有这个情形：{member.member.why or member.member.when}。"


def _open(compiled: Compilation) -> dict[str, Any]:
    return {
        "questions": list(compiled.open_questions),
        "lines": [_open_line(line) for line in compiled.open_lines],
    }


def _open_line(line: OpenLine) -> dict[str, str]:
    return {"kind": line.kind, "id": line.id, "when": line.when}

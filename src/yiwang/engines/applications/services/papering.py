"""Papers of applications: the unified form and the item's own forms after submission, legal papers after acts."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from yiwang.engines.cases.public import EffectCall, access_case
from yiwang.engines.catalog.pure import ITEM, MATERIAL, THEME
from yiwang.foundations.files.public import file_grant, file_store_generated
from yiwang.foundations.organisations.public import unit_get, unit_names
from yiwang.foundations.papers.public import (
    PAPER,
    paper_render,
    paper_seal,
    verification_code_issue,
    verification_url,
)
from yiwang.foundations.people.public import Party
from yiwang.foundations.releases.public import world
from yiwang.kernel import ids
from yiwang.loader import World

from ..models import IssuedPaper, Submission
from .issuing import EFFECT

FORM = "application_form"
"""The paper that every pack has for the unified form; items name others by their generated materials."""

DECLARATION = "以上内容真实、准确、完整。本人知道提供虚假材料的法律后果，并同意为办理本申请使用上述信息。"


def submission_papers(submission_id: UUID, now: datetime) -> list[UUID]:
    """Make the unified form and every generated material of a submission, once each; gives the file ids."""
    submission = Submission.objects.get(id=submission_id)
    defined = world(submission.release_id or None)
    wanted = {FORM: submission.title} if defined.find(PAPER, FORM) else {}
    for held in submission.content["materials"]:
        material = defined.find(MATERIAL, held["material"])
        if (
            held["state"] == "generated"
            and material
            and material.paper
            and defined.find(PAPER, material.paper)
        ):
            wanted[material.paper] = material.label
    return [_form(submission, defined, paper, title, now) for paper, title in wanted.items()]


def _form(submission: Submission, defined: World, paper: str, title: str, now: datetime) -> UUID:
    key = f"submission:{submission.id}:{paper}"
    found = IssuedPaper.objects.filter(key=key).first()
    if found:
        return found.file_id
    pdf = paper_render(paper, _form_data(submission, defined, title), defined)
    return _kept(key, pdf, title, paper, now, owner=submission.owner_id, submission=submission.id)


def _kept(
    key: str, pdf: bytes, title: str, paper: str, now: datetime, *, owner: UUID, submission: UUID | None =
    None,
    case: UUID | None = None, unit: str = "",
) -> UUID:  # fmt: skip
    """Store a paper and let its applicant (and its unit) read it."""
    name = f"{title}.pdf"
    stored = file_store_generated(
        EFFECT, data=pdf, mime="application/pdf", name=name, purpose=f"paper:{paper}", now=now
    )
    file_grant(stored.id, party=owner, ground=title, now=now)
    for held in _units(submission) if submission else [unit] if unit else []:
        file_grant(stored.id, unit=held, ground=title, now=now)
    IssuedPaper.objects.create(
        key=key, submission_id=submission, case_id=case, owner_id=owner, unit_id=unit, template=paper,
        title=title,
        file_id=stored.id, at=now,
    )  # fmt: skip
    return stored.id


def _units(submission: UUID) -> list[str]:
    """Nobody but the applicant gets the whole form: a unit reads its own slice on the case."""
    return []


def _form_data(submission: Submission, defined: World, title: str) -> dict[str, Any]:
    content = submission.content
    theme = defined.find(THEME, submission.target) or defined.find(ITEM, submission.target)
    labels = {key: party.label for key, party in theme.parties.items()} if theme else {}
    return {
        "title": title, "unit": _lead(submission), "number": submission.number, "date": submission.day,
        "parties": [row for row in _parties(content, labels) if row["name"]],
        "groups": _groups(content, labels), "materials": _materials(content), "declaration": DECLARATION,
        "signatures": _signatures(content), "demo": _is_demo(submission.owner_id),
    }  # fmt: skip


def _lead(submission: Submission) -> str:
    case = access_case(EFFECT, submission.matter_id)
    if case.owner_unit_id:
        return body_name(case.owner_unit_id)
    return "各承办单位"


def body_name(unit_id: str) -> str:
    """Name of the body a unit belongs to."""
    unit = unit_get(unit_id)
    return unit.body.name if unit else unit_names([unit_id]).get(unit_id, unit_id)


def _parties(content: Mapping[str, Any], labels: Mapping[str, str]) -> list[dict[str, str]]:
    names = dict(Party.objects.filter(id__in=content["bound"].values()).values_list("id", "name"))
    rows = []
    for place, party in content["bound"].items():
        numbers = [
            f
            for f in content["fields"]
            if _place(f) == place and f["type"] in {"citizen_id", "uscc"} and f["said"]
        ]
        own = next((f for f in numbers if f["element"] == f["type"]), None)
        phone = next(
            (f["said"] for f in content["fields"] if _place(f) == place and f["element"] == "phone"), ""
        )
        rows.append({
            "part": labels.get(place.partition("[")[0], place), "name": names.get(UUID(party), ""),
            "id_kind": ids.kind_word(own["type"]) if own else "", "id_number": own["said"] if own else "",
            "phone": phone,
        })  # fmt: skip
    return rows


def _place(field: Mapping[str, Any]) -> str:
    return field["party"] if field["row"] is None else f"{field['party']}[{field['row']}]"


def _groups(content: Mapping[str, Any], labels: Mapping[str, str]) -> list[dict[str, Any]]:
    places = dict.fromkeys(_place(f) for f in content["fields"])
    return [
        {
            "title": labels.get(place.partition("[")[0], place) + place[place.find("["):] * ("[" in place),
            "rows": [_row(f) for f in content["fields"] if _place(f) == place],
        }
        for place in places
    ]  # fmt: skip


def _row(field: Mapping[str, Any]) -> dict[str, str]:
    source = field["source"]["unit"] if field["source"] else "申请人更正" if field["objected"] else ""
    return {"label": field["label"], "value": field["said"], "source": source}


_WAYS = {
    "held": "电子证照或共享数据，免提交", "produced": "由本次办理产生", "generated": "由系统生成",
    "file": "上传",
    "commitment": "告知承诺", "tolerance": "容缺后补",
}  # fmt: skip


def _materials(content: Mapping[str, Any]) -> list[dict[str, str]]:
    return [{"name": m["label"], "way": _WAYS[m["met"]]} for m in content["materials"] if m["met"]]


_METHODS = {"account": "实名登录后在线签名", "counter": "在服务窗口签名", "sms": "手机验证码签名"}


def _signatures(content: Mapping[str, Any]) -> list[dict[str, Any]]:
    names = dict(
        Party.objects.filter(id__in=[held["subject"] for held in content["signatures"]]).values_list(
            "id", "name"
        )
    )
    return [
        {
            "name": names.get(UUID(held["subject"]), held["label"]), "part": held["label"],
            "signed_on": timezone.localtime(datetime.fromisoformat(held["at"])).date(),
            "way": _METHODS.get(held["method"], held["method"]),
        }
        for held in content["signatures"]
    ]  # fmt: skip


def _is_demo(party_id: UUID) -> bool:
    return Party.objects.filter(id=party_id, is_demo=True).exists()


def issue_paper(call: EffectCall, now: datetime) -> None:
    """The effect ``issue_paper``: set, seal and keep a legal paper of an act; doing it again changes nothing."""
    case, paper = access_case(EFFECT, call.case_id), str(call.body["paper"])
    defined = world(case.revision or None)
    if IssuedPaper.objects.filter(key=call.key).exists() or defined.find(PAPER, paper) is None:
        return
    title = defined.get(PAPER, paper).title
    data = _legal_data(case, paper, call, now)
    pdf = paper_render(paper, {**data, **_code(call, title, case)}, defined)
    if defined.get(PAPER, paper).sealed:
        pdf = paper_seal(pdf, case.owner_unit_id, title, {"case": case.number}, actor=EFFECT, now=now)
    _kept(call.key, pdf, title, paper, now, owner=_applicant(case), case=case.id, unit=case.owner_unit_id)


def _applicant(case: Any) -> UUID:
    """The party a case is for; every case that has papers has one."""
    return UUID(str(case.party_id))


def _code(call: EffectCall, title: str, case: Any) -> dict[str, str]:
    shown = {"title": title, "number": case.number, "item": case.title}
    code = verification_code_issue(kind="paper", subject=call.key, shown=shown)
    return {"verify_code": code, "verify_qr": verification_url(code)}


def _legal_data(case: Any, paper: str, call: EffectCall, now: datetime) -> dict[str, Any]:
    """What every legal paper says, and what this one says of its act."""
    said = dict(call.body.get("data", {}))
    day = timezone.localtime(now).date()
    applicant = Party.objects.filter(id=case.party_id).values_list("name", flat=True).first() or ""
    common = {
        "addressee": applicant, "item": case.title, "applied_on": timezone.localtime(case.opened_at).date(),
        "unit": body_name(case.owner_unit_id), "number": case.number, "date": day, "case_number": case.number,
        "demo": _is_demo(case.party_id), "contact": _phone(case.owner_unit_id),
    }  # fmt: skip
    return {**common, **_OF_PAPER.get(paper, lambda case, said, day: {})(case, said, day)}


def _phone(unit_id: str) -> str:
    unit = unit_get(unit_id)
    return unit.body.phone if unit else ""


def _accepted(case: Any, said: Mapping[str, Any], day: date) -> dict[str, Any]:
    limit = case.data.get("terms", {}).get("limits", {}).get("promised", {})
    words = {"working_day": "个工作日", "day": "日", "month": "个月", "hour": "小时"}
    return {
        "accepted_on": day,
        "limit": f"{limit.get('value', '')} {words.get(limit.get('unit', ''), '')}".strip(),
        "due": timezone.localtime(case.due_at).date() if case.due_at else day,
        "materials": [m["label"] for m in case.data["form"].get("materials", []) if m["met"]],
    }  # fmt: skip


def _supplement(case: Any, said: Mapping[str, Any], day: date) -> dict[str, Any]:
    unit = body_name(case.owner_unit_id)
    remarks = [
        {
            "unit": unit, "item": case.title, "material": str(r.get("about", "")) or "申请内容",
            "problem": str(r.get("what", "")), "mend": str(r.get("mend", "")) or "按要求补充",
            "basis": str(r.get("basis", "")) or "见办事指南",
        }
        for r in said.get("remarks", [])
    ]  # fmt: skip
    return {
        "remarks": remarks, "supply_by": timezone.localtime(case.due_at).date() if case.due_at else day,
        "consequence": "逾期未补正的，本事项终止办理，其他事项继续办理",
        "how": "在“我的办件”中打开本办件，按提示补充后一次提交；也可以到政务服务大厅办理",
    }  # fmt: skip


def _negative(case: Any, said: Mapping[str, Any], day: date) -> dict[str, Any]:
    reasons = str(said.get("reason") or said.get("explanation") or "")
    item = world(case.revision or None).find(ITEM, case.subject)
    basis = "、".join(f"《{law.law}》{law.article}" for law in item.legal_basis) if item else ""
    return {
        "facts": reasons, "basis": basis or SEE_GUIDE, "reasons": reasons, "remedy": _remedy(item),
    }  # fmt: skip


SEE_GUIDE = "见本事项办事指南"


def _remedy(item: Any) -> dict[str, str]:
    """Where to turn, as the item's definition says it: bodies, periods and courts are the pack's to name."""
    words = item.remedies if item else None
    return {
        "review_body": (words and words.review) or SEE_GUIDE, "review_period": SEE_GUIDE,
        "court": (words and words.litigation) or SEE_GUIDE, "suit_period": SEE_GUIDE,
    }  # fmt: skip


_OF_PAPER: Mapping[str, Any] = {
    "acceptance_notice": _accepted, "supplement_notice": _supplement, "decline_notice": _negative,
    "refusal_decision": _negative, "aid_refusal_decision": _negative,
}  # fmt: skip

"""Papers of submissions: the unified form and the item's own forms. Papers of acts stand in ``legal``."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from yiwang.engines.cases.public import access_case
from yiwang.engines.catalog.pure import ITEM, MATERIAL, THEME
from yiwang.foundations.files.public import file_grant, file_store_generated
from yiwang.foundations.organisations.public import unit_get, unit_names
from yiwang.foundations.papers.public import PAPER, paper_render
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
    return paper_kept(key, pdf, title, paper, now, owner=submission.owner_id, submission=submission.id)


def paper_kept(
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
        "signatures": _signatures(content), "demo": is_demo(submission.owner_id),
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
            "way": _way(held),
        }
        for held in content["signatures"]
    ]  # fmt: skip


def _way(signature: Mapping[str, Any]) -> str:
    """How somebody signed; with the number of the person check it rests on, where one was asked for."""
    said, check = _METHODS.get(signature["method"], signature["method"]), signature.get("check", "")
    return f"{said}，实人核验通过（{check}）" if check else said


def is_demo(party_id: UUID) -> bool:
    """Whether a party is a demonstration's; its papers say so across every page."""
    return Party.objects.filter(id=party_id, is_demo=True).exists()

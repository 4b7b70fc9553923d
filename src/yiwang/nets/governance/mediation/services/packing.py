"""What is made of a whole mediation: the dossier that assembles itself, the packet for the court."""

from datetime import datetime
from io import BytesIO
from typing import Any
from zipfile import ZIP_DEFLATED, ZipFile

from django.utils import timezone

from yiwang.engines.cases.public import (
    CaseNotFound,
    Timeline,
    acts_done,
    case_timeline,
    clock_read,
)
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.files.public import file_read
from yiwang.foundations.papers.public import paper_render
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import MediationRefused
from ..domain.register import WRITTEN
from ..domain.signing import agreement_of
from ..models import MediationPaper, MediationRequest
from ..policies import MEDIATE, MEDIATION, SEAL, may
from ..selectors.cases import access_mediation
from ..selectors.rules import rules_in_force
from .papers import body_named, is_demo
from .sides import sides_of

DOSSIER, CONFIRM = "mediation_dossier", "mediation_confirm"
"""Papers of the pack."""

CLOCK = "confirm"
"""The clock of the case type within which both sides may ask a court to confirm."""

NO_FOLDERS = str.maketrans("/\\", "／＼")
"""Titles are typed by people; inside a ZIP a slash would be a folder, and two dots a way out of it."""

ENCLOSED = ("调解协议书（盖章，双方各一份）", "双方的身份证明（自己带）", "双方的住址和电话（写在申请书上）")


def dossier_pack(actor: Actor, number: str, *, now: datetime) -> bytes:
    """The dossier as ZIP: an index with the course of the mediation, and the papers in their order.

    Raises:
        CaseNotFound: the actor takes no part, or does not mediate.
    """
    case = _mediated(actor, number)
    papers = list(MediationPaper.objects.filter(case_id=case.id).order_by("at", "id"))
    held = [(f"{n:02d}-{row.title}.pdf", file_read(actor, row.file_id)) for n, row in enumerate(papers, 1)]
    index = _index(actor, case, papers, now)
    told = {"papers": len(papers)}
    audit_record(actor, "mediation.dossier.taken", f"case:{case.id}", told, now=now)
    return _zipped([("00-卷宗目录.pdf", index), *held])


def confirm_pack(actor: Actor, number: str, *, now: datetime) -> bytes:
    """The packet for a joint application to a court as ZIP: the application to be signed by both, the agreement.

    Raises:
        CaseNotFound: the actor takes no part, or does not mediate.
        MediationRefused: there is no agreement under seal, it cannot be confirmed, or the time is over.
    """
    case = _mediated(actor, number)
    clock, sealed = clock_read(case.id, CLOCK), _sealed(case)
    if not case.data["terms"]["flags"].get("confirmable"):
        raise MediationRefused("这类纠纷涉及身份关系，不能申请司法确认；不履行的可以起诉。")
    if sealed is None:
        raise MediationRefused("盖了章的书面协议才能准备司法确认的材料；刚盖章的请过一会儿再试。")
    if clock is None or clock.due_at is None or now > clock.due_at or not case.is_open:
        raise MediationRefused("共同申请司法确认的期限已过，或者调解已经结束；不履行的可以向人民法院起诉。")
    application = _application(case, clock.due_at)
    agreement = file_read(actor, sealed.file_id)
    audit_record(actor, "mediation.confirm.prepared", f"case:{case.id}", {}, now=now)
    return _zipped([("01-司法确认申请书（双方签名）.pdf", application), ("02-人民调解协议书.pdf", agreement)])


def _sealed(case: Any) -> MediationPaper | None:
    return MediationPaper.objects.filter(case_id=case.id, kind="agreement").order_by("at").last()


def _application(case: Any, until: datetime) -> bytes:
    agreed = acts_done([case.id], [WRITTEN])[-1].at
    words = agreement_of(case.data["kept"])
    with as_actor(MEDIATION):
        sides = [{"name": side.name, "phone": side.phone} for side in sides_of(case.id)]
        demo = is_demo(case)
    data = {
        "number": case.number, "unit": body_named(case), "sides": sides, "facts": words["facts"],
        "terms": words["terms"], "agreed_on": timezone.localdate(agreed), "until": timezone.localdate(until),
        "court": case.data["kept"].get("court", ""), "enclosed": list(ENCLOSED), "demo": demo,
    }  # fmt: skip
    return paper_render(CONFIRM, data)


def _mediated(actor: Actor, number: str) -> Any:
    """The case, for those who mediate it. Raises CaseNotFound."""
    case = access_mediation(actor, number, to="act")
    if not may(actor, MEDIATE, SEAL):
        raise CaseNotFound(number)
    return case


def _zipped(files: list[tuple[str, bytes]]) -> bytes:
    made = BytesIO()
    with ZipFile(made, "w", ZIP_DEFLATED) as pack:
        for name, data in files:
            pack.writestr(name.translate(NO_FOLDERS), data)
    return made.getvalue()


def _index(actor: Actor, case: Any, papers: list[MediationPaper], now: datetime) -> bytes:
    times = case_timeline(actor, case.id, now)
    with as_actor(MEDIATION):
        request = MediationRequest.objects.get(case_id=case.id)
        sides = [{"role": side.label, "name": side.name} for side in sides_of(case.id)]
        demo = is_demo(case)
    rules = rules_in_force()
    course = [
        {"at": _at(entry.at), "what": entry.label, "said": entry.note or entry.text}
        for entry in times.entries
    ]
    data = {
        "number": case.number, "unit": body_named(case), "matter": case.title.partition("：")[2] or case.title,
        "kind": rules.types[request.type].label if request.type in rules.types else request.type,
        "source": rules.sources.get(request.source, request.source), "mediator": _mediator(times),
        "asked_on": _at(case.opened_at), "result": times.state, "sides": sides, "course": course,
        "papers": [{"title": row.title, "on": _at(row.at)} for row in papers], "demo": demo,
    }  # fmt: skip
    return paper_render(DOSSIER, data)


def _at(at: datetime) -> str:
    return timezone.localtime(at).strftime("%Y-%m-%d %H:%M")


def _mediator(times: Timeline) -> str:
    """Under whose hat both sides were brought together; who first called, as long as nobody was."""
    wanted = ("session", "draft_agreement", "oral_agreement", "other_agrees", "contacted")
    found = {entry.act: entry.who for entry in times.entries}
    return next((found[act] for act in wanted if found.get(act)), "还没有人联系")

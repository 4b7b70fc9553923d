"""Handing in what was received: signed at the counter, a number, a receipt at once, paper that stays into custody."""

import secrets
from datetime import datetime
from uuid import UUID

from yiwang.engines.applications.public import DraftView, Submission, draft_get, draft_sign, draft_submit
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.calendars.public import calendar_current
from yiwang.foundations.files.public import file_grant, file_store_generated
from yiwang.foundations.organisations.public import unit_names
from yiwang.foundations.papers.public import paper_render
from yiwang.foundations.people.public import mandate_for
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.attending import CAPACITIES, RECEIVED, AttendingRefused, Kept
from ..models import Attendance, Paper
from ..policies import access_attendance
from ..selectors.attending import acting_for, checks_of, kept_of
from ..selectors.crossing import agreed_on, crossing_told
from .attending import open_one
from .delivering import deliver_as_wished
from .hearing import progress_words, rate_words, stuck_words

RECEIPT = "window_receipt"
"""The paper that packs have for what was received: number, list, what comes next. It says that it is no acceptance."""

_SIGNS = "23456789ABCDEFGHJKMNPQRSTUVWXYZ"


def attendance_hand_in(
    actor: Actor, attendance_id: UUID, *, shown: str, now: datetime, number_there: str = ""
) -> Attendance:
    """Sign for the party in presence and hand in; the same again gives the same receipt.

    Others who must sign are asked on their own phones; until then it stays open and the sentence says who.

    Args:
        actor: the official.
        attendance_id: what is received.
        shown: hash of what the person in presence was shown.
        now: the instant.
        number_there: its number in the system of the hall that received it, if it came from one.

    Raises:
        AttendingRefused: it is not confirmed yet, the mandate has ended, or others must sign first.
        DraftIncomplete, ShownChanged, NoDecidingUnit: see ``draft_submit``.
        HandoverRefused: the results cannot be brought the way that was chosen any more.
    """
    done = access_attendance(actor, attendance_id, to="serve")
    if done.state == RECEIVED:
        return done
    held = open_one(actor, attendance_id)
    _may(actor, held, now)
    _refuse_originals(held, now)
    submission, view = _submitted(actor, held, shown, number_there, now)
    if submission is None:
        return held
    deliver_as_wished(actor, held, submission.matter_id, now)
    held.state, held.number, held.ended_at = RECEIVED, submission.number, now
    kept = kept_of(held.id, [(m.key, m.label, m.met) for m in view.materials if m.state == "asked"])
    papers = {paper.key: paper for paper in _into_custody(held, kept, now)}
    held.receipt_file = _receipt(actor, held, view, kept, papers, now)
    held.save(update_fields=["state", "number", "ended_at", "receipt_file"])
    audit_record(
        actor, "window.attendance.received", f"attendance:{held.id}", {"number": held.number}, now=now
    )
    return held


def _may(actor: Actor, held: Attendance, now: datetime) -> None:
    if held.proved_at is None:
        raise AttendingRefused("还没有到场人的签名。请让他在签字板签名、按指纹，或扫描签了名的纸，再收件。")
    if held.mandate_id:
        with as_actor(acting_for(actor, held)):
            if mandate_for(held.party_id, held.id, now=now) is None:
                raise AttendingRefused("这次委托已经到期或撤回。请重新登记委托，再收件。")


def _refuse_originals(held: Attendance, now: datetime) -> None:
    """What crosses a border keeps originals only where that was agreed."""
    agreed = agreed_on(held.unit_id, held.target, now)
    if agreed is None or any(one.originals != "none" for one in agreed):
        return
    kept = [check.label for check in checks_of(held.id).values() if check.original]
    if kept:
        told = "、".join(kept)
        raise AttendingRefused(f"按通办协议这件事不收原件：请核对后把{told}还给申请人，去掉“留原件”再收件。")


def _submitted(
    actor: Actor, held: Attendance, shown: str, number_there: str, now: datetime
) -> tuple[Submission | None, DraftView]:
    here = acting_for(actor, held)
    with as_actor(here):
        view = draft_sign(here, held.id, shown_hash=shown, now=now)
        if any(signer.state != "signed" for signer in view.signers):
            return None, view
        submission = draft_submit(
            here, held.id, now=now, received_by=held.receiver_id, number_there=number_there
        )
        return submission, draft_get(here, held.id, now=now)


def _into_custody(held: Attendance, kept: list[Kept], now: datetime) -> list[Paper]:
    """Each original that stays gets a code of its own and lies with the receiving unit from now on."""
    rows = [
        Paper(
            code="CL" + "".join(secrets.choice(_SIGNS) for _ in range(8)), attendance_id=held.id, key=one.key,
            label=one.label, number=held.number, receiver_id=held.unit_id, holder_id=held.unit_id, since=now,
        )
        for one in kept
        if one.original
    ]  # fmt: skip
    return Paper.objects.bulk_create(rows)


def _material(one: Kept, paper: Paper | None) -> dict[str, str]:
    code = {"code": paper.code, "code_qr": paper.code} if paper else {}
    return {"name": one.label, "how": one.words, **code}


def _receipt(
    actor: Actor, held: Attendance, view: DraftView, kept: list[Kept], papers: dict[str, Paper], now: datetime
) -> UUID:
    local = calendar_current().local(now)
    data = {
        "unit": unit_names([held.receiver_id]).get(held.receiver_id, held.receiver_id), "clerk": held.hat_label,
        "number": held.number, "date": local.date(), "time": f"{local:%H:%M}", "applicant": held.party_name,
        "presenter": held.presenter_name, "capacity": CAPACITIES[held.capacity], "matter": held.title,
        "items": [{"name": i.title, "unit": i.decides} for i in view.items], "due": view.promised_day,
        "materials": [_material(one, papers.get(one.key)) for one in kept],
        **progress_words(), **rate_words(held, now), **stuck_words(now),
        "crossing": crossing_told(held.unit_id, held.target, view, now) or None, "demo": held.is_demo,
    }  # fmt: skip
    here = acting_for(actor, held)
    with as_actor(here):
        stored = file_store_generated(
            here, data=paper_render(RECEIPT, data), mime="application/pdf", name=f"收件凭证{held.number}.pdf",
            purpose=f"paper:{RECEIPT}", now=now,
        )  # fmt: skip
        file_grant(stored.id, unit=held.unit_id, ground=f"收件 {held.number}", now=now)
    return stored.id

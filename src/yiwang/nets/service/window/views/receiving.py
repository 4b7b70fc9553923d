"""Receiving for somebody in presence, on one page: who, what, sign, receipt. Every step has a key."""

from collections.abc import Callable
from io import BytesIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yiwang.engines.applications.public import (
    DraftIncomplete,
    FieldsRefused,
    MayNotReceive,
    NoDecidingUnit,
    NotYours,
    ShownChanged,
    SignatureMissing,
)
from yiwang.engines.handovers.public import HandoverRefused
from yiwang.faces.application.public import division_options
from yiwang.foundations.files.public import FileNotFoundForYouError, file_read
from yiwang.foundations.papers.public import paper_render
from yiwang.foundations.people.public import PartyIncomplete, PartyMismatch, PartyNumberWrong
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import KINDS
from yiwang.web.requests import ActedRequest

from ..domain.attending import CAPACITIES, PROOFS, RECEIVED, SELF, AttendingRefused, Identified
from ..domain.sheet import field_groups, known_fields, material_rows, materials_met, question_widgets
from ..models import Attendance
from ..policies import access_attendance, papers_visible_to
from ..selectors.attending import attendances_open, checks_of, targets
from ..selectors.crossing import crossing_of, crossing_told
from ..selectors.entrusted import decided_elsewhere, entrusted_rows
from ..selectors.queue import session_of
from ..services.attending import attendance_leave, attendance_open, materials_tick
from ..services.delivering import deliveries_open
from ..services.filling import Filled, attendance_fill, attendance_look
from ..services.handing_in import attendance_hand_in
from ..services.hearing import stuck_words
from ..services.queueing import ticket_current
from ..services.serving_here import service_here
from .devices import at_the_window
from .keeping import kept
from .reading import sheet_of, ticks_of

WRONG = (AttendingRefused, PartyIncomplete, PartyMismatch, PartyNumberWrong)
"""What may be wrong with who is in presence; each sentence stands on the page."""

REFUSED = (
    AttendingRefused,
    DraftIncomplete,
    FieldsRefused,
    HandoverRefused,
    MayNotReceive,
    NoDecidingUnit,
    NotYours,
    SignatureMissing,
)
KINDS_ASKED = (
    "citizen_id",
    "residence_permit",
    "permanent_residence",
    "permit_hk_macao",
    "permit_taiwan",
    "passport_foreign",
)
SLIP = "mandate_slip"


@require_http_methods(["GET", "POST"])
@at_the_window
def start(request: ActedRequest) -> HttpResponse:
    """Who is there and what it is about; type-ahead over everything that can be applied for."""
    error = ""
    if request.method == "POST":
        try:
            held = _opened(request)
            return redirect("window:receiving", held.id)
        except WRONG as refusal:
            error = str(refusal)
    now = timezone.now()
    crossing = crossing_of(request.actor.unit, now)
    context = {
        "targets": sorted(crossing.targets(now) if crossing else targets(now)),
        "crossing": crossing,
        "entrusted": [] if crossing else entrusted_rows(now),
        "kinds": kinds_asked(),
        "capacities": CAPACITIES.items(),
        "sent": request.POST,
        "error": error,
        "open": attendances_open(request.actor, "counter"),
    }
    return render(request, "window/start.html", context)


def kinds_asked() -> list[tuple[str, str]]:
    """Kinds of documents that people bring, as choices."""
    return [(kind, KINDS[kind].word) for kind in KINDS_ASKED]


def _opened(request: ActedRequest) -> Attendance:
    session = session_of(request.actor)
    ticket = ticket_current(session) if session else None
    return attendance_open(
        request.actor, identified(request, ""), request.POST.get("wanted", ""), now=timezone.now(),
        capacity=request.POST.get("capacity", SELF), principal=principal(request),
        ticket=ticket.id if ticket else None,
    )  # fmt: skip


def identified(request: ActedRequest, prefix: str) -> Identified:
    """Whom the form names."""
    kind = request.POST.get(f"{prefix}kind", "citizen_id")
    words = {key: request.POST.get(prefix + key, "").strip()[:100] for key in ("name", "number", "phone")}
    source = "reader" if request.POST.get("read") == "1" else "hand"
    return Identified(words["name"], kind, words["number"], words["phone"], source)


def principal(request: ActedRequest) -> Identified | None:
    """For whom, unless for himself: an organisation by its code, a person by his number."""
    capacity = request.POST.get("capacity", SELF)
    if capacity == SELF:
        return None
    who = identified(request, "for_")
    kind = "citizen_id" if capacity == "mandate" else "uscc"
    return Identified(who.name, kind, who.id_number)


@require_http_methods(["GET", "POST"])
@at_the_window
def receiving(request: ActedRequest, attendance_id: UUID) -> HttpResponse:
    """The one page."""
    return attended(request, attendance_id, "window:start", "window/receiving.html")


def attended(
    request: ActedRequest,
    attendance_id: UUID,
    back: str,
    page: str,
    beside: Callable[[], dict[str, Any]] = dict,
) -> HttpResponse:
    """One person's page. It is saved as far as it is good; "收件" also signs and hands it in.

    Args:
        request: what was sent.
        attendance_id: whose.
        back: where to go on where it cannot be gone on with here.
        page: the template.
        beside: what else stands on it.
    """
    now, error, sent, go = timezone.now(), "", dict[str, str](), request.POST.get("go")
    try:
        held, filled = attendance_look(request.actor, attendance_id, now=now)
        if held.state == RECEIVED:
            return redirect("window:received", held.id)
        if go == "leave":
            return _leave(request, held, back)
        if request.method == "POST":
            filled, error, sent = _saved(request, held, filled)
            if go == "finish" and not error:
                return redirect("window:received", held.id)
    except AttendingRefused as refusal:
        messages.error(request, str(refusal))
        return redirect(back)
    return render(request, page, _page_of(request.actor, held, filled, error, sent) | beside())


def _leave(request: ActedRequest, held: Attendance, back: str) -> HttpResponse:
    """The person left: let it be."""
    attendance_leave(request.actor, held.id, now=timezone.now())
    return redirect(back)


def _saved(request: ActedRequest, held: Attendance, before: Filled) -> tuple[Filled, str, dict[str, str]]:
    """Save everything the page sent, and hand in if that was asked and nothing stands in the way."""
    now = timezone.now()
    sheet = sheet_of(request, before.view)
    filled = attendance_fill(request.actor, held.id, sheet, now=now)
    materials_tick(request.actor, held.id, ticks_of(request, filled.view))
    error = kept(request, held)
    finish = request.POST.get("go") == "finish"
    if not error and finish:
        error = " ".join(filled.errors.values()) or _handed_in(request, held, filled)
    held.refresh_from_db()
    return filled, error, dict(sheet.values)


def _handed_in(request: ActedRequest, held: Attendance, filled: Filled) -> str:
    """Why it could not be handed in; empty if it was."""
    try:
        done = attendance_hand_in(request.actor, held.id, shown=filled.view.shown_hash, now=timezone.now())
    except (*REFUSED, ShownChanged) as refusal:
        return str(refusal)
    if done.state != RECEIVED:
        return _("已签名。还要等其他人在自己的手机上签名；都签好以后在这里收件。")
    return ""


def _page_of(
    actor: Actor, held: Attendance, filled: Filled, error: str, sent: dict[str, str]
) -> dict[str, Any]:
    """Everything the one page shows."""
    view, errors = filled.view, filled.errors
    groups = field_groups(view, division_options(), sent, errors)
    crossing = crossing_told(held.unit_id, held.target, view, timezone.now())
    return {
        "held": held,
        "draft": view,
        "questions": question_widgets(view, errors),
        "offers": view.offers,
        "groups": groups,
        "known": known_fields(view),
        "materials": material_rows(view, checks_of(held.id), errors),
        "met": materials_met(view),
        "missing": list(filled.missing.values()),
        "wrong": [w for _label, widgets in groups for w in widgets if w.error],
        "error": error,
        "proofs": PROOFS.items(),
        "capacity": CAPACITIES[held.capacity],
        "crossing": crossing,
        "deliveries": {} if crossing else deliveries_open(),
        "service": service_here(actor, held, timezone.now()),
    }


@require_GET
@at_the_window
def received(request: ActedRequest, attendance_id: UUID) -> HttpResponse:
    """What was received: number, receipt, papers with their codes."""
    held = _mine(request, attendance_id)
    if held.state != RECEIVED:
        return redirect("window:receiving", held.id)
    papers = papers_visible_to(request.actor).filter(attendance_id=held.id)
    crossing = crossing_of(held.unit_id, timezone.now())
    results = crossing.results_on(held.target) if crossing else ""
    elsewhere = [] if crossing else decided_elsewhere(held.target)
    context = {
        "held": held, "papers": papers, "crossing": crossing, "results": results, "elsewhere": elsewhere,
    }  # fmt: skip
    return render(request, "window/received.html", context)


@require_GET
@at_the_window
def receipt(request: ActedRequest, attendance_id: UUID) -> FileResponse:
    """The receipt as PDF."""
    held = _mine(request, attendance_id)
    if held.receipt_file is None:
        raise Http404(_("还没有收件凭证。"))
    try:
        data = file_read(request.actor, held.receipt_file)
    except FileNotFoundForYouError as error:
        raise Http404(str(error)) from error
    return pdf(data, f"收件凭证{held.number}.pdf")


@require_GET
@at_the_window
def mandate(request: ActedRequest, attendance_id: UUID) -> FileResponse:
    """The slip of a mandate given in presence, in large print."""
    held = _mine(request, attendance_id)
    if held.mandate_until is None:
        raise Http404(_("这件没有现场委托。"))
    data = {
        "unit": held.hat_label, "clerk": held.hat_label, "principal": held.party_name,
        "agent": held.presenter_name, "matter": held.title, "date": timezone.localdate(held.opened_at),
        "until": timezone.localdate(held.mandate_until), "proof": PROOFS.get(held.proof) or None,
        **stuck_words(timezone.now()), "demo": held.is_demo,
    }  # fmt: skip
    return pdf(paper_render(SLIP, data), "委托单.pdf")


def pdf(data: bytes, name: str) -> FileResponse:
    """A paper shown in the browser, to be printed from there."""
    return FileResponse(BytesIO(data), filename=name, content_type="application/pdf")


def _mine(request: ActedRequest, attendance_id: UUID) -> Attendance:
    try:
        return access_attendance(request.actor, attendance_id)
    except AttendingRefused as error:
        raise Http404(str(error)) from error

"""Bags on their way: handed to a carrier, checked piece by piece and signed for, the slip, a piece that was found."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.foundations.papers.public import paper_render
from yiwang.kernel.actor import Actor
from yiwang.web.requests import ActedRequest

from ..domain.attending import AttendingRefused
from ..models import HandOver
from ..policies import handovers_visible_to
from ..selectors.bags import Bag, bags_of
from ..services.carrying import codes_in, paper_found, papers_send, papers_take
from ..services.hearing import stuck_words
from .gate import staff_only, tried
from .receiving import pdf

SLIP = "handover_slip"


@require_http_methods(["GET", "POST"])
@staff_only
def take(request: ActedRequest, handover_id: UUID) -> HttpResponse:
    """Check a bag piece by piece and sign for what is in it."""
    sent, error = request.POST, ""
    got = [*sent.getlist("got"), *sent.get("codes", "").split()]
    if request.method == "POST":
        try:
            short, remark = bool(sent.get("short")), sent.get("remark", "")
            held = papers_take(
                request.actor, handover_id, got, now=timezone.now(), short=short, remark=remark
            )
        except AttendingRefused as refused:
            error = str(refused)
        else:
            messages.success(request, _taken_words(held))
            return redirect("window:papers")
    bag = _bag(request.actor, handover_id)
    told = {"bag": bag, "error": error, "got": codes_in(got), "sent": sent, "missing": bag.held.missing}
    return render(request, "window/bag.html", told)


def _taken_words(held: HandOver) -> str:
    there, gone = len(held.lines) - len(held.missing), len(held.missing)
    if not gone:
        return _("已经签收，{} 份都在。").format(there)
    return _("已经签收 {} 份；没有收到的 {} 份双方都收到了通知，由对方负责查找。").format(there, gone)


def _bag(actor: Actor, handover_id: UUID) -> Bag:
    rows = handovers_visible_to(actor).filter(id=handover_id)
    for bag in bags_of(rows, timezone.now()):
        return bag
    raise Http404(_("没有这张交接单。"))


@require_POST
@staff_only
def send(request: ActedRequest, handover_id: UUID) -> HttpResponse:
    """Hand a bag to who carries it."""
    carrier = request.POST.get("carrier", "")
    return tried(request, lambda: papers_send(request.actor, handover_id, carrier, now=timezone.now()))


@require_POST
@staff_only
def found(request: ActedRequest) -> HttpResponse:
    """Say that a missing piece is here."""
    code = request.POST.get("code", "")
    return tried(request, lambda: paper_found(request.actor, code, now=timezone.now()))


@require_GET
@staff_only
def slip(request: ActedRequest, handover_id: UUID) -> FileResponse:
    """The slip as PDF, with both signatures as far as they are given and what was found in the bag."""
    bag = _bag(request.actor, handover_id)
    return pdf(paper_render(SLIP, _slip_data(bag)), f"交接单{bag.held.number}.pdf")


def _slip_data(bag: Bag) -> dict[str, Any]:
    held = bag.held
    return {
        "number": held.number, "from": bag.sender, "to": bag.receiver, "posted": held.posted or None,
        "carrier": held.carrier or None, "sent_at": _at(held.sent_at), "due_at": _at(held.due_at),
        "given_by": held.given_by, "given_at": _at(held.given_at),
        "taken_by": held.taken_by or None, "taken_at": _at(held.taken_at), "remark": held.remark or None,
        "lines": [{**line, "state": _state(held, line["code"])} for line in held.lines],
        "missing": len(held.missing) or None, **stuck_words(timezone.now()),
    }  # fmt: skip


def _state(held: HandOver, code: str) -> str | None:
    if held.taken_at is None:
        return None
    return "未收到" if code in held.missing else "收到"


def _at(at: Any) -> str | None:
    return f"{timezone.localtime(at):%Y-%m-%d %H:%M}" if at else None

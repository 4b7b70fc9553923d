"""The village agent's pages, for an old phone with poor signal: several people in one sitting, each kept as he types.

A sheet is saved to the server whenever that can be reached; what has not been saved stays on the device and the page
says so (``village.js``). Pictures are sent one by one and not kept on the device.
"""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.http import require_http_methods, require_POST

from yiwang.faces.application.public import ANSWER, VALUE
from yiwang.foundations.calendars.public import local_instant
from yiwang.web.requests import ActedRequest

from ..domain.attending import CAPACITIES, RECEIVED, SELF, AttendingRefused
from ..selectors.attending import attendances_open, attendances_since, targets
from ..services.attending import attendance_open, materials_tick
from ..services.filling import Filled, attendance_fill, attendance_look
from .devices import at_the_window
from .keeping import kept
from .reading import sheet_of, ticks_of
from .receiving import WRONG, attended, identified, kinds_asked, principal

CHANNEL = "village"


@require_http_methods(["GET", "POST"])
@at_the_window
def village(request: ActedRequest) -> HttpResponse:
    """Everybody of today's sitting, and the next one."""
    error = ""
    if request.method == "POST":
        try:
            held = attendance_open(
                request.actor, identified(request, ""), request.POST.get("wanted", ""), now=timezone.now(),
                capacity=request.POST.get("capacity", SELF), principal=principal(request), channel=CHANNEL,
            )  # fmt: skip
            return redirect("window:village-one", held.id)
        except WRONG as refusal:
            error = str(refusal)
    context = {
        "people": attendances_since(request.actor, CHANNEL, local_instant(timezone.localdate())),
        "targets": sorted(targets(timezone.now())),
        "kinds": kinds_asked(),
        "capacities": CAPACITIES.items(),
        "sent": request.POST,
        "error": error,
    }
    return render(request, "window/village.html", context)


@require_http_methods(["GET", "POST"])
@at_the_window
def sitting(request: ActedRequest, attendance_id: UUID) -> HttpResponse:
    """One person's page; the others of the sitting are one tap away."""

    def others() -> dict[str, Any]:
        return {"people": attendances_open(request.actor, CHANNEL)}

    return attended(request, attendance_id, "window:village", "window/sitting.html", others)


@require_POST
@at_the_window
def autosave(request: ActedRequest, attendance_id: UUID) -> JsonResponse:
    """Save what the device sends by itself; says what was refused and which fields the page should show now."""
    now = timezone.now()
    try:
        held, before = attendance_look(request.actor, attendance_id, now=now)
        if held.state == RECEIVED:
            return JsonResponse({"detail": "这件已经收件。", "over": True}, status=409)
        filled = attendance_fill(request.actor, held.id, sheet_of(request, before.view), now=now)
        if "materials" in request.POST:
            materials_tick(request.actor, held.id, ticks_of(request, filled.view))
        wrong = kept(request, held)
    except AttendingRefused as refusal:
        return JsonResponse({"detail": str(refusal), "over": True}, status=409)
    return JsonResponse(_told(filled, wrong, now))


def _told(filled: Filled, wrong: str, now: datetime) -> dict[str, Any]:
    shown = [VALUE + f.key for f in filled.view.fields if f.state == "asked" and not f.question]
    shown += [ANSWER + question.id for question in filled.view.questions]
    return {
        "errors": {VALUE + key: sentence for key, sentence in filled.errors.items()},
        "wrong": wrong or " ".join(filled.errors.values()),
        "shown": sorted(shown),
        "files": {held.key: held.file_name for held in filled.view.materials if held.met == "file"},
        "at": f"{timezone.localtime(now):%H:%M}",
        "missing": len(filled.missing),
    }

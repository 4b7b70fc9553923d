"""Appointments, for citizens: where, for what, when; and taking one back."""

from datetime import date
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.foundations.organisations.public import body_get, unit_names
from yiwang.foundations.releases.public import world
from yiwang.web.requests import ActedRequest

from ..definitions import HALL, Hall
from ..domain.tickets import QueueRefused
from ..models import Booking
from ..policies import bookings_visible_to
from ..selectors.queue import hall_of, slots_free
from ..services.booking import booking_cancel, booking_make
from .gate import citizens_only, done

HELD = 20


@require_GET
@citizens_only
def halls(request: ActedRequest) -> HttpResponse:
    """Halls that take appointments, and one's own appointments."""
    taking = {key: hall for key, hall in world().all(HALL).items() if hall.appointments}
    mine = list(bookings_visible_to(request.actor)[:HELD])
    names = unit_names([*taking, *(held.hall for held in mine)])
    context = {
        "halls": [(key, names.get(key, key), body_get(key)) for key in taking],
        "mine": [(held, names.get(held.hall, held.hall), _line(held.hall, held.line)) for held in mine],
    }
    return render(request, "window/halls.html", context)


def _line(hall_id: str, line: str) -> str:
    hall = hall_of(hall_id)
    return hall.lines[line].title if hall and line in hall.lines else line


@require_http_methods(["GET", "POST"])
@citizens_only
def book(request: ActedRequest, hall_id: str) -> HttpResponse:
    """Choose a line, then a half hour in which a place is left."""
    hall = hall_of(hall_id)
    if hall is None or hall.appointments is None:
        raise Http404(_("这个大厅不接受预约。"))
    line = request.POST.get("line") or request.GET.get("line") or next(iter(hall.lines))
    if request.method == "POST":
        return _booked(request, hall, line)
    context = {
        "hall": body_get(hall_id),
        "lines": hall.lines.items(),
        "line": line,
        "days": _by_day(hall, line) if line in hall.lines else [],
    }
    return render(request, "window/book.html", context)


def _by_day(hall: Hall, line: str) -> list[tuple[date, list[tuple[str, int]]]]:
    days: dict[date, list[tuple[str, int]]] = {}
    for free in slots_free(hall, line, timezone.now()):
        days.setdefault(free.day, []).append((free.text, free.left))
    return list(days.items())


def _booked(request: ActedRequest, hall: Hall, line: str) -> HttpResponse:
    told = _("约好了。到大厅报预约码 {0} 取号。")
    made = done(request, lambda: _make(request, hall, line), lambda booking: told.format(booking.code))
    return redirect("window:halls") if made else redirect("window:book", hall.id)


def _make(request: ActedRequest, hall: Hall, line: str) -> Booking:
    said, _sep, slot = request.POST.get("slot", "").partition(" ")
    try:
        day = date.fromisoformat(said)
    except ValueError:
        raise QueueRefused(_("请选择一个时段。")) from None
    return booking_make(request.actor, hall.id, line, day, slot, now=timezone.now())


@require_POST
@citizens_only
def cancel(request: ActedRequest, booking_id: UUID) -> HttpResponse:
    """Take an appointment back."""
    done(request, lambda: booking_cancel(request.actor, booking_id, now=timezone.now()), _("已经取消。"))
    return redirect("window:halls")

"""The clerk's counter: sit down, call, and what happens to the ticket that is called. Every act has a key."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yiwang.foundations.organisations.public import unit_names
from yiwang.foundations.releases.public import world
from yiwang.web.requests import ActedRequest

from ..domain.tickets import MOVES, STATES, QueueRefused
from ..models import CounterSession
from ..policies import halls_visible_to
from ..selectors.queue import hall_of, lines_waiting, session_of, tickets_aside
from ..services.queueing import counter_close, counter_open, ticket_call, ticket_current, ticket_move
from .devices import at_the_window
from .gate import done, serving_only

KEYS = {"recall": "r", "finish": "f", "pass": "p", "park": "k"}
"""The key of each act on the ticket that is called."""


@require_GET
@at_the_window
def counter(request: ActedRequest) -> HttpResponse:
    """One's counter with the ticket that is called; or, without a counter yet, the counters to choose from."""
    session = session_of(request.actor)
    hall = hall_of(session.hall) if session else None
    if session is None or hall is None or session.counter not in hall.counters:
        return render(request, "window/choose.html", {"halls": _halls(request)})
    now = timezone.now()
    context = {
        "hall": unit_names([hall.id]).get(hall.id, hall.id),
        "hall_id": hall.id,
        "counter": hall.counters[session.counter],
        "current": ticket_current(session),
        "lines": [(line, lines_waiting(hall, now)[key]) for key, line in hall.lines.items()],
        "acts": [(act, MOVES[act].label, key) for act, key in KEYS.items()],
        "aside": [{**one, "word": STATES[one["state"]]} for one in tickets_aside(hall, now)],
    }
    return render(request, "window/counter.html", context)


def _halls(request: ActedRequest) -> list[dict[str, Any]]:
    """Every hall in which this hat serves, with its counters and whether somebody sits there."""
    halls = halls_visible_to(request.actor, world())
    names = unit_names(halls)
    taken = set(CounterSession.objects.filter(hall__in=halls, closed_at=None).values_list("hall", "counter"))
    return [
        {
            "id": key,
            "name": names.get(key, key),
            "counters": [(c, part, (key, c) in taken) for c, part in hall.counters.items()],
        }
        for key, hall in halls.items()
    ]


@require_POST
@serving_only
def sit(request: ActedRequest) -> HttpResponse:
    """Sit down at a counter, or leave it."""
    now = timezone.now()
    hall, _sep, key = request.POST.get("counter", "").partition("/")
    if request.POST.get("leave"):
        done(request, lambda: counter_close(request.actor, now=now), "")
    else:
        done(request, lambda: counter_open(request.actor, hall, key, now=now), "")
    return redirect("window:counter")


@require_POST
@serving_only
def call(request: ActedRequest) -> HttpResponse:
    """Call the next."""
    try:
        if ticket_call(request.actor, now=timezone.now()) is None:
            messages.info(request, _("现在没有人等候。"))
    except QueueRefused as error:
        messages.error(request, str(error))
    return redirect("window:counter")


@require_POST
@serving_only
def move(request: ActedRequest, ticket_id: UUID, act: str) -> HttpResponse:
    """Recall, pass, park, take back, finish."""
    done(request, lambda: ticket_move(request.actor, ticket_id, act, now=timezone.now()), "")
    return redirect("window:counter")

"""Numbers: the guide gives them, their holder looks how long it takes, the wall says who is called where."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yiwang.foundations.organisations.public import unit_names
from yiwang.foundations.releases.public import world
from yiwang.web.requests import ActedRequest

from ..domain.tickets import PASSED, STATES, WAITING
from ..policies import halls_visible_to
from ..selectors.queue import hall_of, lines_waiting, ticket_by_code, ticket_wait, tickets_called
from ..services.queueing import ticket_issue
from .gate import result, serving_only


@require_http_methods(["GET", "POST"])
@serving_only
def issue(request: ActedRequest) -> HttpResponse:
    """Give a number: by line, or by the code of an appointment. The machine in the hall shows this page too."""
    halls = halls_visible_to(request.actor, world())
    if request.method == "POST":
        return _issued(request)
    now, names = timezone.now(), unit_names(halls)
    shown = [
        {
            "id": key,
            "name": names.get(key, key),
            "lines": [(line, part, lines_waiting(hall, now)[line]) for line, part in hall.lines.items()],
        }
        for key, hall in halls.items()
    ]
    return render(request, "window/issue.html", {"halls": shown})


def _issued(request: ActedRequest) -> HttpResponse:
    hall, line, code = (request.POST.get(name, "") for name in ("hall", "line", "code"))
    made = result(request, lambda: ticket_issue(request.actor, hall, line, now=timezone.now(), code=code))
    return redirect("window:ticket", made.code) if made else redirect("window:issue")


@require_GET
def ticket(request: HttpRequest, code: str) -> HttpResponse:
    """How long it takes still; whoever holds the slip may look, nothing on it says who that is."""
    held = ticket_by_code(code)
    hall = hall_of(held["hall"]) if held else None
    if held is None or hall is None or held["line"] not in hall.lines:
        raise Http404(_("没有这个号。请核对号票上的查询码。"))
    counter = hall.counters.get(held["counter"])
    context = {
        "ticket": held,
        "word": STATES[held["state"]],
        "hall": unit_names([hall.id]).get(hall.id, hall.id),
        "line": hall.lines[held["line"]],
        "counter": counter.title if counter else "",
        "wait": ticket_wait(hall, held) if held["state"] == WAITING else None,
        "part": request.headers.get("HX-Request") == "true",
    }
    return render(request, "window/parts/ticket.html" if context["part"] else "window/ticket.html", context)


@require_GET
def screen(request: HttpRequest, hall_id: str) -> HttpResponse:
    """The wall: which number goes to which counter. Numbers only, never names."""
    hall = hall_of(hall_id)
    if hall is None:
        raise Http404(_("没有这个大厅。"))
    now = timezone.now()
    rows = [
        {**row, "where": hall.counters[row["counter"]].title if row["counter"] in hall.counters else ""}
        for row in tickets_called(hall, now)
    ]
    context = {
        "hall": unit_names([hall.id]).get(hall.id, hall.id),
        "called": [row for row in rows if row["state"] != PASSED],
        "missed": [row for row in rows if row["state"] == PASSED],
        "lines": [(part, lines_waiting(hall, now)[line]) for line, part in hall.lines.items()],
    }
    part = request.headers.get("HX-Request") == "true"
    return render(request, "window/parts/screen.html" if part else "window/screen.html", context)

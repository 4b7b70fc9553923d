"""Papers in custody: who has this one, put it into a bag for another unit, give it back. And changing shift."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.engines.cases.public import cases_visible_to
from yiwang.foundations.organisations.public import unit_names
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import uuid_of
from yiwang.web.requests import ActedRequest

from ..domain.attending import AttendingRefused
from ..models import Paper
from ..models.custody import HELD
from ..policies import papers_visible_to
from ..selectors.attending import paper_whereabouts, shifts_waiting
from ..selectors.bags import bags_arrived, bags_coming, bags_going, papers_missing
from ..services.custody import paper_return, papers_give
from ..services.shifts import shift_leave, shift_take
from .gate import done, serving_only, staff_only, tried

SHOWN = 200


@require_GET
@staff_only
def papers(request: ActedRequest) -> HttpResponse:
    """What one's units hold, what is on its way or looked for, and who has the paper that is asked for."""
    actor, code = request.actor, request.GET.get("code", "")
    now = timezone.now()
    held = list(
        papers_visible_to(actor).filter(holder_id__in=actor.units, state=HELD).order_by("since")[:SHOWN]
    )
    context = {
        "code": code,
        "found": paper_whereabouts(actor, code) if code else None,
        "held": held,
        "units": _units(actor, held),
        "coming": bags_coming(actor, now),
        "going": bags_going(actor, now),
        "missing": papers_missing(actor),
        "recent": bags_arrived(actor, now),
    }
    return render(request, "window/papers.html", context)


def _units(actor: Actor, held: list[Paper]) -> list[tuple[str, str]]:
    """To whom these papers may go: the units that decide on their matters, and back to those that received them."""
    roots = cases_visible_to(actor).filter(number__in={one.number for one in held}).values("root_id")
    units = set(cases_visible_to(actor).filter(root_id__in=roots).values_list("owner_unit_id", flat=True))
    named = unit_names({*filter(None, units), *(one.receiver_id for one in held)} - {actor.unit})
    return sorted(named.items(), key=lambda pair: pair[1])


@require_POST
@staff_only
def give(request: ActedRequest) -> HttpResponse:
    """Give papers on; the slip is made at once."""
    codes = [*request.POST.getlist("paper"), *request.POST.get("codes", "").split()]
    return tried(
        request,
        lambda: papers_give(
            request.actor,
            codes,
            request.POST.get("unit", ""),
            now=timezone.now(),
            posted=request.POST.get("posted", ""),
            carrier=request.POST.get("carrier", ""),
        ),
    )


@require_POST
@staff_only
def give_back(request: ActedRequest) -> HttpResponse:
    """Give a paper back to whose it is."""
    code = request.POST.get("code", "")
    return tried(request, lambda: paper_return(request.actor, code, now=timezone.now()))


@require_http_methods(["GET", "POST"])
@serving_only
def shift(request: ActedRequest) -> HttpResponse:
    """Leave what is open to the next, or take over what a colleague left."""
    if request.method != "POST":
        return render(request, "window/shift.html", {"waiting": shifts_waiting(request.actor)})
    if request.POST.get("take"):
        done(request, lambda: _take(request), _("已经接班。没收完的件现在在您名下。"))
    else:
        note, now = request.POST.get("note", ""), timezone.now()
        done(request, lambda: shift_leave(request.actor, note=note, now=now), _("已经交班，等接班的人签收。"))
    return redirect("window:shift")


def _take(request: ActedRequest) -> None:
    shift_id = uuid_of(request.POST["take"])
    if shift_id is None:
        raise AttendingRefused(_("没有这张交班单，请刷新页面。"))
    shift_take(request.actor, shift_id, now=timezone.now())

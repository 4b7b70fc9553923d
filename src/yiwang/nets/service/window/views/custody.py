"""Papers in custody: who has this one, give it on against a slip, sign for it, give it back. And changing shift."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.engines.cases.public import cases_visible_to
from yiwang.foundations.organisations.public import unit_names
from yiwang.foundations.papers.public import paper_render
from yiwang.kernel.actor import Actor
from yiwang.web.requests import ActedRequest

from ..domain.attending import AttendingRefused
from ..domain.tickets import QueueRefused
from ..models import Paper
from ..models.custody import HELD
from ..policies import handovers_visible_to, papers_visible_to
from ..selectors.attending import paper_whereabouts, shifts_waiting
from ..services.custody import paper_return, papers_give, papers_take
from ..services.hearing import stuck_words
from ..services.shifts import shift_leave, shift_take
from .gate import serving_only, staff_only
from .receiving import pdf

SLIP = "handover_slip"
SHOWN = 200


@require_GET
@staff_only
def papers(request: ActedRequest) -> HttpResponse:
    """What one's units hold, what waits to be signed for, and who has the paper that is asked for."""
    actor, code = request.actor, request.GET.get("code", "")
    held = list(
        papers_visible_to(actor).filter(holder_id__in=actor.units, state=HELD).order_by("since")[:SHOWN]
    )
    slips = handovers_visible_to(actor).filter(to_id__in=actor.units, taken_at=None)
    recent = handovers_visible_to(actor).exclude(taken_at=None)[:10]
    names = unit_names({u for one in [*slips, *recent] for u in (one.from_id, one.to_id)})
    context = {
        "code": code,
        "found": paper_whereabouts(actor, code) if code else None,
        "held": held,
        "units": _units(actor, held),
        "slips": [(one, names.get(one.from_id, one.from_id)) for one in slips],
        "recent": [(one, names.get(one.from_id, ""), names.get(one.to_id, "")) for one in recent],
    }
    return render(request, "window/papers.html", context)


def _units(actor: Actor, held: list[Paper]) -> list[tuple[str, str]]:
    """To whom these papers may go: the units that decide on their matters."""
    roots = cases_visible_to(actor).filter(number__in={one.number for one in held}).values("root_id")
    units = set(cases_visible_to(actor).filter(root_id__in=roots).values_list("owner_unit_id", flat=True))
    named = unit_names(unit for unit in units if unit)
    return sorted(named.items(), key=lambda pair: pair[1])


@require_POST
@staff_only
def give(request: ActedRequest) -> HttpResponse:
    """Give papers on; the slip is made at once."""
    codes = [*request.POST.getlist("paper"), *request.POST.get("codes", "").split()]
    return _tried(
        request,
        lambda: papers_give(
            request.actor,
            codes,
            request.POST.get("unit", ""),
            now=timezone.now(),
            posted=request.POST.get("posted", ""),
        ),
    )


@require_POST
@staff_only
def take(request: ActedRequest, handover_id: UUID) -> HttpResponse:
    """Sign for papers."""
    return _tried(request, lambda: papers_take(request.actor, handover_id, now=timezone.now()))


@require_POST
@staff_only
def give_back(request: ActedRequest) -> HttpResponse:
    """Give a paper back to whose it is."""
    code = request.POST.get("code", "")
    return _tried(request, lambda: paper_return(request.actor, code, now=timezone.now()))


def _tried(request: ActedRequest, act: Any) -> HttpResponse:
    try:
        act()
        messages.success(request, _("已经记下。"))
    except (AttendingRefused, QueueRefused) as error:
        messages.error(request, str(error))
    return redirect("window:papers")


@require_GET
@staff_only
def slip(request: ActedRequest, handover_id: UUID) -> FileResponse:
    """The slip as PDF, with both signatures as far as they are given."""
    held = handovers_visible_to(request.actor).filter(id=handover_id).first()
    if held is None:
        raise Http404(_("没有这张交接单。"))
    names = unit_names([held.from_id, held.to_id])
    local = timezone.localtime
    data = {
        "number": held.number, "from": names.get(held.from_id, held.from_id),
        "to": names.get(held.to_id, held.to_id), "given_by": held.given_by,
        "given_at": f"{local(held.given_at):%Y-%m-%d %H:%M}", "taken_by": held.taken_by or None,
        "taken_at": f"{local(held.taken_at):%Y-%m-%d %H:%M}" if held.taken_at else None, "lines": held.lines,
        "posted": held.posted or None, **stuck_words(timezone.now()),
    }  # fmt: skip
    return pdf(paper_render(SLIP, data), f"交接单{held.number}.pdf")


@require_http_methods(["GET", "POST"])
@serving_only
def shift(request: ActedRequest) -> HttpResponse:
    """Leave what is open to the next, or take over what a colleague left."""
    if request.method != "POST":
        return render(request, "window/shift.html", {"waiting": shifts_waiting(request.actor)})
    try:
        if taken := request.POST.get("take"):
            shift_take(request.actor, UUID(taken), now=timezone.now())
            messages.success(request, _("已经接班。没收完的件现在在您名下。"))
        else:
            shift_leave(request.actor, note=request.POST.get("note", ""), now=timezone.now())
            messages.success(request, _("已经交班，等接班的人签收。"))
    except (AttendingRefused, QueueRefused) as error:
        messages.error(request, str(error))
    except ValueError:
        messages.error(request, _("没有这张交班单，请刷新页面。"))
    return redirect("window:shift")

"""个人信息: asking for a closed matter, or for everything about oneself, to be erased, and reading the answers."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yiwang.engines.cases.public import (
    CaseNotFound,
    CaseRefused,
    cases_visible_to,
    erasure_grounds,
    erasure_wish,
    erasures_wished,
    party_erasure_wish,
    party_orders_wished,
)
from yiwang.foundations.people.public import person_behind
from yiwang.kernel.actor import Actor
from yiwang.web.gates import act_done
from yiwang.web.requests import ActedRequest

from .gate import citizen_only

MOST = 100


@require_http_methods(["GET", "POST"])
@citizen_only
def erasures(request: ActedRequest) -> HttpResponse:
    """One's closed matters to choose from, and what became of what one asked for."""
    if request.method == "POST":
        return _wished(request)
    grounds, told = erasure_grounds(), erasures_wished(request.actor)
    asked = {one.root_id for one in told if one.state != "refused"}
    closed = cases_visible_to(request.actor).filter(parent_id=None, is_open=False).exclude(id__in=asked)
    context = {
        "closed": closed.order_by("-closed_at")[:MOST],
        "grounds": erasure_grounds("party").values(),
        "told": [(one, grounds.get(one.ground)) for one in told],
        **_of_all(request.actor),
    }
    return render(request, "portal/erasures.html", context)


def _of_all(actor: Actor) -> dict[str, object]:
    """What became of wishes to have everything erased, and whether this hat may wish it: only one's own may."""
    grounds, orders = erasure_grounds(), party_orders_wished(actor)
    return {
        "whole": [(one, grounds.get(one.ground)) for one in orders],
        "whole_waits": any(one.is_open for one in orders),
        "is_himself": person_behind(actor) in actor.parties,
    }


@require_POST
@citizen_only
def whole(request: ActedRequest) -> HttpResponse:
    """Ask for everything about oneself to be erased; two people of the office look at it."""
    said = {"ground": request.POST.get("ground", ""), "reason": request.POST.get("reason", "")}
    act_done(
        request,
        lambda: party_erasure_wish(request.actor, **said, now=timezone.now()),
        _("已收到您的申请。有人会核对哪些能删、哪些依法要保留；不予删除的，答复显示在这一页。"),
        refusals=(CaseRefused,),
    )
    return redirect("portal:erasures")


def _wished(request: ActedRequest) -> HttpResponse:
    said = {"ground": request.POST.get("ground", ""), "reason": request.POST.get("reason", "")}
    act_done(
        request,
        lambda: erasure_wish(request.actor, request.POST.get("number", ""), **said, now=timezone.now()),
        _("已收到您的申请。办理单位会核对，答复和理由显示在这一页，也会通知您。"),
        refusals=(CaseNotFound, CaseRefused),
    )
    return redirect("portal:erasures")

"""个人信息: asking for what government keeps of a closed matter to be erased, and reading the answers."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yiwang.engines.cases.public import (
    CaseNotFound,
    CaseRefused,
    cases_visible_to,
    erasure_grounds,
    erasure_wish,
    erasures_wished,
)
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
    }
    return render(request, "portal/erasures.html", context)


def _wished(request: ActedRequest) -> HttpResponse:
    said = {"ground": request.POST.get("ground", ""), "reason": request.POST.get("reason", "")}
    act_done(
        request,
        lambda: erasure_wish(request.actor, request.POST.get("number", ""), **said, now=timezone.now()),
        _("已收到您的申请。办理单位会核对，答复和理由显示在这一页，也会通知您。"),
        refusals=(CaseNotFound, CaseRefused),
    )
    return redirect("portal:erasures")

"""代办: asking somebody to see one application through, and the mandates one holds or gave, ended ones included."""

from datetime import date
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.engines.applications.public import Entrusted, draft_entrust, entrust_days
from yiwang.foundations.people.public import MandateRefused, mandate_revoke, mandates_of
from yiwang.web.gates import act_done
from yiwang.web.requests import ActedRequest

from .drafts import draft_opened
from .gate import citizen_only


@require_GET
@citizen_only
def mandates(request: ActedRequest) -> HttpResponse:
    """What others asked of this hat, and what it asked of others."""
    rows = mandates_of(request.actor, now=timezone.now())
    context = {"held": [one for one in rows if one.held], "given": [one for one in rows if not one.held]}
    return render(request, "portal/mandates.html", context)


@require_POST
@citizen_only
def revoke(request: ActedRequest, mandate_id: UUID) -> HttpResponse:
    """Take a mandate back, or lay it down."""
    act_done(
        request,
        lambda: mandate_revoke(request.actor, mandate_id=mandate_id, now=timezone.now()),
        _("委托已经撤回，从现在起不再有效。"),
        refusals=(MandateRefused,),
    )
    return redirect("portal:mandates")


@require_http_methods(["GET", "POST"])
@citizen_only
def entrust(request: ActedRequest, draft_id: UUID) -> HttpResponse:
    """Ask somebody to go on with an application; it says who has it now."""
    view, now, error = draft_opened(request, draft_id), timezone.now(), ""
    if request.method == "POST":
        try:
            draft_entrust(request.actor, draft_id, _asked(request), now=now)
            messages.success(request, _("已委托。请受托人登录后，在右上角换成这个身份接着办。"))
            return redirect("portal:mandates")
        except MandateRefused as refusal:
            error = str(refusal)
    rows = mandates_of(request.actor, now=now, matter=draft_id)
    context: dict[str, Any] = {
        "draft": view, "error": error, "sent": request.POST, "days": entrust_days(now),
        "open": next((one for one in rows if one.state == "open"), None), "wrong": [],
    }  # fmt: skip
    return render(request, "portal/entrust.html", context)


def _asked(request: ActedRequest) -> Entrusted:
    try:
        last = date.fromisoformat(request.POST.get("last_day", ""))
    except ValueError:
        last = None
    return Entrusted(request.POST.get("name", "")[:100], request.POST.get("number", "")[:30], last)

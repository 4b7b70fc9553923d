"""What government holds of me and what I agreed to: consents to take back, and who looked at my data."""

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yiwang.foundations.audit.public import access_log_for
from yiwang.foundations.notices.public import electronic_agree
from yiwang.foundations.people.public import access_party, consent_withdraw, consents_of, party_masked
from yiwang.kernel.ids import uuid_of
from yiwang.nets.service.portal.domain.service import service_choice
from yiwang.web.requests import ActedRequest

from .gate import citizen_only


@require_GET
@citizen_only
def mine(request: ActedRequest) -> HttpResponse:
    """One's own data (masked), consents, and the access log."""
    party = access_party(request.actor, request.actor.parties[0])
    context = {
        "party": party,
        "masked": party_masked(party),
        "consents": consents_of(request.actor.parties),
        "accesses": access_log_for(party.id),
        "service": service_choice(party.id, timezone.now()),
    }
    return render(request, "portal/mine.html", context)


@require_POST
@citizen_only
def service(request: ActedRequest) -> HttpResponse:
    """Agree to electronic service, or leave it; back to the application it was asked in."""
    if request.POST.get("agree") == "1":
        electronic_agree(request.actor, request.actor.parties[0], now=timezone.now())
        messages.success(request, _("已记下：您同意电子送达。随时可以在“我的信息”里撤回。"))
    else:
        messages.info(request, _("没有勾选，文书仍然寄信、上门或者在窗口交给您。"))
    draft = uuid_of(request.POST.get("draft", ""))
    return redirect("portal:draft-check", draft) if draft else redirect("portal:mine")


@require_POST
@citizen_only
def withdraw(request: ActedRequest, consent_id: int) -> HttpResponse:
    """Take a consent back; what was handed in before stays handed in."""
    held = next((one for one in consents_of(request.actor.parties) if one.id == consent_id), None)
    if held is not None and held.withdrawn_at is None:
        consent_withdraw(
            request.actor, party_id=held.party_id, topic=held.topic, purpose=held.purpose, now=timezone.now()
        )
        messages.success(request, _("已经撤回。以后办事不再使用这项信息，除非您再次同意。"))
    return redirect("portal:mine")

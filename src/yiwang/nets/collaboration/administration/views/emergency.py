"""Break-glass: opening an emergency look, and what the audit administrator makes of it."""

from __future__ import annotations

from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render, resolve_url
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yiwang.faces.matter.public import case_address
from yiwang.foundations.audit.public import audit_entries
from yiwang.foundations.people.public import (
    EMERGENCY,
    AccountRulesMissing,
    EmergencyRefused,
    account_names,
    account_rules,
    emergencies,
    emergencies_of,
    emergency_get,
    emergency_judge,
)
from yiwang.foundations.people.pure import HAT
from yiwang.kernel.actor import Actor
from yiwang.web.gates import act_done

from ..policies import AUDIT, LOOK, REVIEW, may, only
from ..services.looking import look_open

_READS = 500


def _actor(request: HttpRequest) -> Actor:
    actor: Actor = request.actor  # type: ignore[attr-defined]
    return actor


@only(LOOK)
@require_http_methods(["GET", "POST"])
def emergency(request: HttpRequest) -> HttpResponse:
    """The form and one's own looks; a POST opens one and puts its hat on."""
    error, status = "", 200
    if request.method == "POST":
        wanted, reason = request.POST.get("wanted", "").strip(), request.POST.get("reason", "")
        try:
            look = look_open(_actor(request), wanted=wanted, reason=reason, now=timezone.now())
        except (EmergencyRefused, AccountRulesMissing) as refused:
            error, status = str(refused), 400
        else:
            request.session[HAT] = f"{EMERGENCY}:{look.id}"
            return redirect(_where(look.units, wanted))
    context = {"error": error, "sent": request.POST, "rows": emergencies_of(_actor(request).account_id)}
    return render(request, "administration/emergency.html", context | _limits(), status=status)


def _where(units: list[str], wanted: str) -> str:
    """The page of the case, or the tasks of the unit."""
    one_case = units[0].startswith(f"{EMERGENCY}:")
    return case_address(wanted) if one_case else resolve_url("desk:inbox")


def _limits() -> dict[str, object]:
    try:
        rules = account_rules().emergency
    except AccountRulesMissing as error:
        return {"error": str(error)}
    return {"minutes": rules.minutes.value, "length": rules.reason_length.value}


@only(AUDIT)
@require_GET
def emergencies_page(request: HttpRequest) -> HttpResponse:
    """Every look: running, to be judged, judged."""
    return render(request, "administration/emergencies.html", {"rows": emergencies(), "now": timezone.now()})


@only(AUDIT, REVIEW)
@require_http_methods(["GET", "POST"])
def look(request: HttpRequest, look_id: UUID) -> HttpResponse:
    """One look; for auditors with everything that was read under it, and a POST judges it."""
    row, audits = emergency_get(look_id), may(AUDIT)(_actor(request))
    if row is None or not (audits or _actor(request).account_id in row.told):
        raise Http404
    status = 200
    if request.method == "POST":
        status = _judged(request, look_id)
        if status == 200:
            return redirect("administration:emergency-look", look_id)
    reads = audit_entries(_actor(request), subject=f"{EMERGENCY}:{look_id}", limit=_READS) if audits else []
    told, over = account_names(row.told).values(), row.ended_at is not None or row.until <= timezone.now()
    context = {"row": row, "reads": reads, "told": told, "over": over, "audits": audits}
    return render(request, "administration/emergency_look.html", context, status=status)


def _judged(request: HttpRequest, look_id: UUID) -> int:
    """Judge it; 200 if that was done."""
    verdict, note = request.POST.get("verdict", ""), request.POST.get("note", "")
    if not may(AUDIT)(_actor(request)):
        raise PermissionDenied("应急查看由审计管理员评定。")
    done = act_done(
        request,
        lambda: emergency_judge(_actor(request), look_id, verdict=verdict, note=note, now=timezone.now()),
        _("已评定。"),
        refusals=(EmergencyRefused,),
    )
    return 200 if done else 409

"""Paying the fees of a matter: what is asked for by which basis, to the provider's page, the receipt afterwards."""

from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yiwang.engines.cases.public import access_case, matter_cases
from yiwang.engines.payments.public import (
    ChargeNotVisible,
    NoProvider,
    PaymentRefused,
    charge_ask,
    charge_pay,
    charges_of,
)
from yiwang.faces.charge.public import charge_card
from yiwang.web.requests import ActedRequest

from .gate import citizen_only


@require_GET
@citizen_only
def payments(request: ActedRequest, number: str) -> HttpResponse:
    """Every charge of one matter."""
    root = access_case(request.actor, number)
    held = charges_of(request.actor, [one.id for one in matter_cases(request.actor, root.root_id)])
    if not held:
        raise Http404(_("这个办件没有要缴的费用。"))
    return render(
        request, "portal/payments.html", {"case": root, "charges": [charge_card(one) for one in held]}
    )


@require_POST
@citizen_only
def pay(request: ActedRequest, number: str, charge_id: UUID) -> HttpResponse:
    """To the provider's page. Coming back from it proves nothing: only the provider's notice counts."""
    _of_case(request, number, charge_id)
    back = reverse("portal:payments", args=[number])
    try:
        return redirect(charge_pay(request.actor, charge_id, back=back, now=timezone.now()))
    except (PaymentRefused, NoProvider) as error:
        messages.error(request, str(error))
        return redirect(back)


@require_POST
@citizen_only
def ask(request: ActedRequest, number: str, charge_id: UUID) -> HttpResponse:
    """Have the provider asked what became of a payment."""
    _of_case(request, number, charge_id)
    try:
        verdict = charge_ask(request.actor, charge_id, now=timezone.now())
    except NoProvider as error:
        messages.error(request, str(error))
    else:
        none = _("收款机构还没有付款记录；如果刚付过，请过几分钟再查。")
        messages.info(request, _("已收到收款机构的答复。") if verdict else none)
    return redirect("portal:payments", number)


def _of_case(request: ActedRequest, number: str, charge_id: UUID) -> None:
    """404 unless the charge belongs to this matter and to this hat."""
    root = access_case(request.actor, number)
    held = charges_of(request.actor, [one.id for one in matter_cases(request.actor, root.root_id)])
    if charge_id not in {one.id for one in held}:
        raise Http404(str(ChargeNotVisible()))

"""Fees of one's units: charges, refunds that wait for a decision, differences between the books."""

from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yiwang.engines.payments.public import (
    APPROVE,
    REFUND,
    NoProvider,
    allows,
    charge_ask,
    charge_page,
    difference_clear,
    differences_open,
    reconciliations,
    refund_again,
    refund_ask,
    refund_decide,
    refunds_waiting,
)
from yiwang.kernel.ids import uuid_of
from yiwang.nets.collaboration.fulfilment.domain.rows import charge_row, difference_row, refund_row
from yiwang.web.requests import ActedRequest

from .gate import done, staff_only

PAGE = 50


@require_GET
@staff_only
def payments(request: ActedRequest) -> HttpResponse:
    """The list; what must be decided or cleared stands above it."""
    actor = request.actor
    rows = charge_page(actor, before=uuid_of(request.GET.get("before", "")), limit=PAGE)
    context = {
        "charges": [charge_row(one) for one in rows],
        "next": rows[-1].id if len(rows) == PAGE else "",
        "refunds": [refund_row(one, actor) for one in refunds_waiting(actor)],
        "differences": [difference_row(one) for one in differences_open(actor)],
        "days": reconciliations(actor),
        "may_refund": allows(actor, REFUND),
        "may_approve": allows(actor, APPROVE),
    }
    return render(request, "fulfilment/payments.html", context)


@require_POST
@staff_only
def ask(request: ActedRequest, charge_id: UUID) -> HttpResponse:
    """Have the provider asked what became of a payment."""
    try:
        verdict = charge_ask(request.actor, charge_id, now=timezone.now())
    except NoProvider as error:
        messages.error(request, str(error))
    else:
        none = _("收款机构还没有这笔付款的记录。")
        messages.info(request, _("已收到收款机构的答复。") if verdict else none)
    return redirect("fulfilment:payments")


@require_POST
@staff_only
def refund(request: ActedRequest, charge_id: UUID) -> HttpResponse:
    """Ask for a refund, with a reason."""
    reason = request.POST.get("reason", "")
    said = _("已提出退款，等另一位有权限的同事批准。")
    done(request, lambda: refund_ask(request.actor, charge_id, reason=reason, now=timezone.now()), said)
    return redirect("fulfilment:payments")


@require_POST
@staff_only
def decide(request: ActedRequest, refund_id: UUID) -> HttpResponse:
    """Approve or reject a refund, or send one again that could not be done."""
    what, note, now = request.POST.get("decision", ""), request.POST.get("note", ""), timezone.now()
    if what == "again":
        done(request, lambda: refund_again(request.actor, refund_id, now=now), _("已再次发出退款。"))
    elif what in ("approve", "reject"):
        approve = what == "approve"
        said = _("已批准退款，正在原路退回。") if approve else _("已不批准退款。")
        done(
            request,
            lambda: refund_decide(request.actor, refund_id, approve=approve, note=note, now=now),
            said,
        )
    return redirect("fulfilment:payments")


@require_POST
@staff_only
def clear(request: ActedRequest, difference_id: int) -> HttpResponse:
    """Say how a difference was cleared."""
    note = request.POST.get("note", "")
    act = lambda: difference_clear(request.actor, difference_id, note=note, now=timezone.now())  # noqa: E731
    done(request, act, _("这笔差异已处理。"))
    return redirect("fulfilment:payments")

"""The one door for notices, and the stand-in's page and receipt."""

from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.adapters.payment.models import DemoOrder
from yiwang.engines.payments.public import NoProvider, NoticeForged, notice_take
from yiwang.kernel.money import money_format
from yiwang.web.signed_door import DoorWords, signed_message
from yiwang.web.stand_ins import stand_in_row

from .cashier import STAND_IN, pressed

DOOR = DoorWords("通知过长，没有接收。", "签名不符，没有接收。", "单号或金额与本站不符，已记录待查。")

PRESSES = ("paid", "failed", "twice", "silent")


@csrf_exempt
@never_cache
@require_POST
def notice(request: HttpRequest) -> HttpResponse:
    """A provider's notice over HTTP. The signature is its only right to come in; no cookie is looked at.

    Answers 200 if it was taken (or had been), 403 if its signature is not the provider's, 409 if it does not fit
    what was asked for, 413 if it is too long.
    """
    return signed_message(
        request, "X-Payment-Signature", lambda held: notice_take(held, now=timezone.now()), DOOR,
        forged=(NoticeForged, NoProvider), doubted=("mismatch", "unknown"),
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def cashier(request: HttpRequest, number: str) -> HttpResponse:
    """The stand-in's page: press what should happen. It says nothing about who pays, as it does not know."""
    row = _order(number)
    if request.method == "POST":
        what = request.POST.get("press", "")
        if what in PRESSES:
            pressed(number, what, timezone.now())
        return redirect(row.back)
    context = {"order": row, "amount": money_format(row.amount_fen), "open": row.state in ("open", "failed")}
    return render(request, "payment/cashier.html", context)


@require_GET
def receipt(request: HttpRequest, number: str) -> HttpResponse:
    """The stand-in's verification page of an e-receipt."""
    row = _order(number)
    if row.paid_at is None:
        raise Http404
    return render(request, "payment/receipt.html", {"order": row, "amount": money_format(row.amount_fen)})


def _order(number: str) -> DemoOrder:
    """An order of the stand-in by its unguessable number; 404 on a site in earnest."""
    return stand_in_row(DemoOrder.objects.filter(provider_number=number), STAND_IN, "没有这笔演示订单。")

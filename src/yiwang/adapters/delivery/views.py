"""The one door for notices, and the stand-ins' page of a parcel."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from yiwang.adapters.delivery.models import DemoParcel
from yiwang.engines.handovers.public import NoCarrier, NoticeForged, delivery_notice_take
from yiwang.web.signed_door import DoorWords, signed_message
from yiwang.web.stand_ins import stand_in_row

from .carriers import STAND_IN, pressed

DOOR = DoorWords("通知过长，没有接收。", "签名不符，没有接收。", "单号与本站不符，已记录待查。")

PRESSES = ("delivered", "returned", "lost", "twice", "silent")


@csrf_exempt
@never_cache
@require_POST
def notice(request: HttpRequest, carrier: str) -> HttpResponse:
    """A carrier's notice over HTTP. The signature is its only right to come in; no cookie is looked at.

    Answers 200 if it was taken (or had been), 403 if its signature is not the carrier's, 409 if it is about nothing
    that carrier has from us, 413 if it is too long.
    """
    return signed_message(
        request, "X-Delivery-Signature", lambda held: delivery_notice_take(carrier, held, now=timezone.now()), DOOR,
        forged=(NoticeForged, NoCarrier), doubted=("unknown",),
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def parcel(request: HttpRequest, number: str) -> HttpResponse:
    """The stand-ins' page: press what should happen to the parcel; a locker asks for the code."""
    row = _parcel(number)
    what = request.POST.get("press", "")
    if request.method == "POST" and what in PRESSES:
        said = pressed(number, what, timezone.now(), request.POST.get("code", "")[:20])
        if said:
            messages.error(request, said)
        return redirect("demo-parcel", number)
    return render(request, "delivery/parcel.html", {"parcel": row, "open": row.state == "under_way"})


def _parcel(number: str) -> DemoParcel:
    """A parcel of the stand-ins by its unguessable number; 404 on a site in earnest."""
    return stand_in_row(DemoParcel.objects.filter(carrier_number=number), STAND_IN, "没有这件演示包裹。")

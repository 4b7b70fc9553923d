"""The one door for replies, and the stand-in's page: what phones would have got, and answering as one of them."""

from uuid import uuid4

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from yiwang.foundations.notices.public import SmsForgedError, SmsReply, sms_gateway
from yiwang.kernel.wire import Signed
from yiwang.web.signed_door import DoorWords, signed_message

from . import signing
from .demo_box import box_messages, box_phone
from .replies import LONGEST, reply_take

VERDICTS = {
    "rated": gettext_lazy("收到，这是一个评价。"),
    "words": gettext_lazy("收到，不是评价；有没评的，会回一条短信说明怎样评。"),
    "late": gettext_lazy("收到；已经评价过，或者过了期限。"),
}


@csrf_exempt
@never_cache
@require_POST
def reply(request: HttpRequest) -> HttpResponse:
    """A gateway's message over HTTP. Its signature is its only right to come in; no cookie is looked at.

    Answers 200 if it was taken (or had been), 403 if its signature is not the gateway's, 413 if it is too long.
    """
    words = DoorWords(_("内容过长，没有接收。"), str(SmsForgedError()))
    return signed_message(request, "X-Sms-Signature", _taken, words, forged=(SmsForgedError,))


def _taken(held: Signed) -> str:
    gateway = sms_gateway()
    if gateway is None:
        raise SmsForgedError
    return reply_take(gateway.read(held.body, held.signature), now=timezone.now())


@never_cache
@require_http_methods(["GET", "POST"])
def box(request: HttpRequest) -> HttpResponse:
    """The stand-in's box: the newest messages, numbers masked; a reply goes the way a gateway's would."""
    if not settings.YIWANG_DEMO:
        raise Http404
    if request.method == "POST":
        _answered(request)
        return redirect("demo-sms")
    return render(request, "sms/box.html", {"rows": box_messages(), "longest": LONGEST})


def _answered(request: HttpRequest) -> None:
    phone = box_phone(request.POST.get("message", "")[:20])
    text = request.POST.get("text", "").strip()[:LONGEST]
    if phone and text:
        said = SmsReply(f"demo-{uuid4()}", phone, text, timezone.now())
        verdict = reply_take(signing.opened(*signing.signed(said)), now=timezone.now())
        messages.info(request, VERDICTS[verdict])

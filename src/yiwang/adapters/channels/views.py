"""The one door for platforms' messages, and the stand-in's page."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from yiwang.nets.service.hotline.public import channels_in_force, order_take
from yiwang.nets.service.hotline.pure import ChannelOrder, HotlineRefused, OrderForged
from yiwang.web.signed_door import DoorWords, signed_message

from .stand_in import order_send, orders_of, refuses_set

DOOR = DoorWords("消息过长，没有接收。", "签名不符，没有接收。")


@csrf_exempt
@never_cache
@require_POST
def message(request: HttpRequest, channel: str) -> HttpResponse:
    """A platform's demand over HTTP. The signature is its only right to come in; no cookie is looked at.

    Answers 200 with the hotline's number (the same again for the same message), 403 if the signature is not the
    platform's, 409 with a sentence if it cannot be a demand, 413 if it is too long.
    """
    try:
        return signed_message(
            request, "X-Channel-Signature", lambda held: order_take(channel, held, now=timezone.now()), DOOR,
            forged=(OrderForged,),
        )  # fmt: skip
    except HotlineRefused as refused:
        return JsonResponse({"error": str(refused)}, status=409)


@never_cache
@require_http_methods(["GET", "POST"])
def demo(request: HttpRequest, channel: str) -> HttpResponse:
    """The stand-in's page: send a demand, see the statuses that came back, refuse them for a while."""
    held = channels_in_force().get(channel)
    if not settings.YIWANG_DEMO or held is None:
        raise Http404
    if request.method == "POST":
        _pressed(request, channel)
        return redirect("demo-channel", channel)
    return render(request, "channels/demo.html", {"channel": held, "orders": orders_of(channel)})


def _pressed(request: HttpRequest, channel: str) -> None:
    said = request.POST
    if said.get("number"):
        refuses_set(said["number"][:40], refuses=said.get("how") == "refuse")
        return
    order = ChannelOrder(
        "", said.get("kind", "")[:20], said.get("category", "")[:20], said.get("title", "")[:80],
        said.get("words", "")[:2000], phone=said.get("phone", "")[:40],
    )  # fmt: skip
    try:
        made = order_send(channel, order, timezone.now())
        messages.success(request, _("热线已收到，编号 {0}。").format(made.our_number))
    except HotlineRefused as refused:
        messages.error(request, str(refused))

"""The one door for an exchange's events, and the stand-in's page."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from yiwang.engines.calls.public import call_event_take, centre_named
from yiwang.engines.calls.pure import CallCentre, EventForged, EventMalformed, ExchangeSilent
from yiwang.web.signed_door import DoorWords, signed_message

from . import stand_in
from .wire import HEADER

DOOR = DoorWords(
    "消息过长，没有接收。",
    "签名不符，或者签名的时间太久，没有接收。",
    "这个事件编号用过，内容不同，没有接收。",
)


@csrf_exempt
@never_cache
@require_POST
def event(request: HttpRequest, centre: str) -> HttpResponse:
    """An exchange's event over HTTP. The signature is its only right to come in; no cookie is looked at.

    Answers 200 if it was taken (or had been), 400 with a sentence if it cannot be understood, 403 if its signature is
    not the exchange's or too old, 409 if its id was used for something else, 413 if it is too long.
    """
    try:
        return signed_message(
            request, HEADER, lambda held: call_event_take(centre, held, now=timezone.now()), DOOR,
            forged=(EventForged,), doubted=("reused",),
        )  # fmt: skip
    except EventMalformed as wrong:
        return JsonResponse({"error": str(wrong)}, status=400)


@never_cache
@require_http_methods(["GET", "POST"])
def demo(request: HttpRequest, centre: str) -> HttpResponse:
    """The stand-in's page: call, hang up, leave a message, switch it off."""
    held = centre_named(centre) if settings.YIWANG_DEMO else None
    if held is None:
        raise Http404
    if request.method == "POST":
        _pressed(request, held)
        return redirect("demo-telephone", centre)
    context = {
        "centre": held,
        "calls": stand_in.calls_of(centre),
        "is_down": stand_in.is_down(),
        "silent": settings.YIWANG_EXCHANGE_SECRET,
    }
    return render(request, "telephony/demo.html", context)


def _pressed(request: HttpRequest, centre: CallCentre) -> None:
    said = request.POST
    what, extension = said.get("press", ""), said.get("extension", "")[:8]
    extension = extension if extension.isdecimal() and extension.isascii() else ""
    try:
        if what in ("off", "on"):
            stand_in.switch(down=what == "off")
        elif what == "ring":
            _ring(request, centre, extension)
        elif what == "recording":
            stand_in.recording_only(centre.id, extension)
        elif said.get("call"):
            stand_in.press(said["call"][:40], what)
    except ExchangeSilent as silent:
        messages.error(request, f"{silent}" + _("没有发出。"))
    except EventMalformed as wrong:
        messages.error(request, str(wrong))


def _ring(request: HttpRequest, centre: CallCentre, extension: str) -> None:
    line = request.POST.get("line", "")
    line = line if line in centre.lines else next(iter(centre.lines))
    caller = request.POST.get("caller", "")[:20]
    stand_in.ring(centre.id, line, caller if caller.isdecimal() and caller.isascii() else "", extension)

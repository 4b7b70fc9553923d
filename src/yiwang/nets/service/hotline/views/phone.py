"""The telephone at the seat: its bar, signing on, answering, and what is done with a call while one types."""

from collections.abc import Callable
from typing import Any
from urllib.parse import urlencode
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yiwang.engines.calls.public import (
    CallNotVisible,
    CallRefused,
    call_alarm,
    call_answer,
    call_by_hand,
    call_hang_up,
    call_hold,
    call_join,
    call_transfer,
    seat_off,
    seat_on,
    seat_put,
)
from yiwang.kernel.ids import uuid_of
from yiwang.web.gates import act_result
from yiwang.web.requests import ActedRequest

from ..policies import SEAT, TAKE
from ..selectors.phone import phone_of
from ..selectors.seat import places_named
from .gate import for_staff
from .seat import sheet

REFUSED = (CallRefused, CallNotVisible)


@require_GET
@for_staff(TAKE)
def bar(request: ActedRequest) -> HttpResponseBase:
    """The bar of the telephone, asked for every few seconds; what rings here opens the sheet if nothing is typed."""
    phone = phone_of(request.actor, None, timezone.now())
    ringing = phone.desk.ringing if phone else None
    typed = any(request.GET.get(name, "").strip() for name in ("title", "words", "call"))
    if ringing and ringing.call.extension and not typed:
        answer = HttpResponse()
        answer["HX-Redirect"] = seat_address(ringing.call.id)
        return answer
    return render(request, "hotline/phone_bar.html", {"phone": phone})


def seat_address(call_id: UUID) -> str:
    """The sheet about a call."""
    return f"{reverse('hotline:seat')}?{urlencode({'call': str(call_id)})}"


@require_POST
@for_staff(TAKE)
def state(request: ActedRequest) -> HttpResponseBase:
    """Sign on, sign off, be ready or away."""
    post, now, actor = request.POST, timezone.now(), request.actor
    acts: dict[str, Callable[[], str]] = {
        "on": lambda: seat_on(actor, post.get("extension", "")[:20], now=now),
        "off": lambda: seat_off(actor, now=now),
        "put": lambda: seat_put(actor, post.get("state", ""), now=now),
    }
    do = "put" if post.get("state") else post.get("do", "")
    _said(request, acts.get(do), _("已记下。"))
    return redirect("hotline:seat")


def _said(request: ActedRequest, act: Callable[[], str] | None, done: str) -> None:
    """Do it; the exchange's silence is told beside what was done."""
    trouble = act_result(request, act or _nothing, refusals=REFUSED)
    if trouble is None:
        return
    messages.success(request, done)
    if trouble:
        messages.warning(request, _("{0}电话会不会进来，请看话机。").format(trouble))


def _nothing() -> str:
    raise CallRefused(_("请从列出的里选。"))


@require_POST
@for_staff(TAKE)
def answer(request: ActedRequest) -> HttpResponseBase:
    """Answer what rings; the sheet opens with it."""
    call = uuid_of(request.POST.get("answer", ""))
    try:
        if call is None:
            raise CallNotVisible
        call_answer(request.actor, call, now=timezone.now())
    except REFUSED as refused:
        messages.error(request, str(refused))
        return redirect("hotline:seat")
    return redirect(seat_address(call))


@require_POST
@for_staff(SEAT)
def act(request: ActedRequest) -> HttpResponseBase:
    """Something done with the call while one types; what was typed stays."""
    held: dict[str, Any] = request.POST.dict()
    call, do = uuid_of(held.get("call", "")), held.get("phone_do", "")
    try:
        told = _hand(request, held) if do == "by_hand" else _done(request, call, do)
    except REFUSED as refused:
        return sheet(request, held, str(refused))
    if do == "hang_up":
        messages.success(request, told)
        return redirect("hotline:seat")
    return sheet(request, held, told=told)


def _hand(request: ActedRequest, held: dict[str, Any]) -> str:
    """Answered on the telephone while the exchange says nothing: the sheet is about it from here on."""
    phone = held.get("phone", "")[:40]
    call = call_by_hand(request.actor, held.get("line", ""), phone, now=timezone.now())
    held["call"] = str(call)
    return _("已记为手工接听；录音以后来了，再由录音管理员对上。")


def _done(request: ActedRequest, call: UUID | None, do: str) -> str:
    actor, now = request.actor, timezone.now()
    what, _sep, which = do.partition(":")
    if call is None:
        raise CallNotVisible
    if what == "alarm":
        return _alarmed(request, call, which)
    if what == "transfer":
        return call_transfer(actor, call, which, now=now) or _("已转出，并已记录；不用登记诉求。")
    if what == "hang_up":
        call_hang_up(actor, call, now=now)
        return _("已记结束。")
    if what == "hold":
        trouble = call_hold(actor, call, now=now)
    elif what == "join":
        trouble = call_join(actor, call, request.POST.get("join_number", "")[:20], now=now)
    else:
        raise CallRefused(_("请从列出的里选。"))
    return _("{0}请在话机上按。").format(trouble) if trouble else _("已办，并已记录。")


def _alarmed(request: ActedRequest, call: UUID, alarm: str) -> str:
    place = places_named().get(request.POST.get("place_of", "").strip(), "")
    link = reverse("hotline:call", args=[call])
    told = call_alarm(request.actor, call, alarm, division=place, link=link, now=timezone.now())
    return _("已标出，马上告诉了 {0} 个人；该说的话在上面。").format(told)

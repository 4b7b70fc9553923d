"""At the window and on the phone: a clerk asks for a rating; somebody who was not at work on it writes one down."""

import segno
from django.contrib import messages
from django.core.cache import cache
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.crypto import salted_hmac
from django.utils.safestring import mark_safe
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yiwang.engines.cases.public import CaseNotFound
from yiwang.engines.ratings.public import (
    ASK,
    ENTER,
    InvitationUnknown,
    NotForThisHat,
    Opinion,
    RatingRefused,
    asked_by_number,
    rating_enter,
    rules_in_force,
)
from yiwang.kernel.actor import Actor
from yiwang.nets.service.voice.domain.errors import VoiceRefused
from yiwang.web.navigation import navigation_of
from yiwang.web.requests import ActedRequest

from ..policies import WORDS
from ..services.windows import window_ask
from .gate import WINDOW, for_everybody, for_staff

NUMBER = 60
WAITS, DAY = 300, 86_400
"""Seconds in which a tablet must come for what the clerk asked; how long a tablet knows its window."""


@require_GET
@for_staff(*WORDS)
def start(request: ActedRequest) -> HttpResponseBase:
    """The first page here that this hat may open."""
    ours = [one for one in navigation_of("voice", request.actor) if one.url_name.startswith("voice:")]
    return redirect(ours[0].url_name)


@require_http_methods(["GET", "POST"])
@for_staff(ASK)
def tablet(request: ActedRequest) -> HttpResponseBase:
    """Type a case's number; the window's tablet, which nobody is signed in at, then shows the five grades."""
    key, error = window_key(request.actor), ""
    if request.method == "POST":
        try:
            number = request.POST.get("number", "").strip()[:NUMBER]
            token = window_ask(request.actor, number, "tablet", now=timezone.now())
            cache.set(_waiting(key), token, WAITS)
            messages.success(request, _("已送到平板，请办事的人自己点。"))
            return redirect("voice:tablet")
        except (VoiceRefused, RatingRefused, CaseNotFound) as refused:
            error = str(refused)
    address = request.build_absolute_uri(reverse("voice:window", args=[key]))
    drawn = segno.make(address, error="m", micro=False).svg_inline(scale=4)
    return render(request, "voice/tablet.html", {"error": error, "address": address, "qr": mark_safe(drawn)})  # noqa: S308


@require_GET
@for_everybody
def window(request: ActedRequest, key: str) -> HttpResponseBase:
    """The tablet at a window: it waits until the clerk asks, then shows what to rate."""
    token = cache.get(_waiting(key))
    if token is None:
        response = render(request, "voice/window.html", {"key": key})
        response.set_signed_cookie(WINDOW, key, salt=WINDOW, httponly=True, samesite="Lax", max_age=DAY)
        return response
    cache.delete(_waiting(key))
    there = reverse("voice:rate", args=[token])
    if request.headers.get("HX-Request"):
        return HttpResponse(headers={"HX-Redirect": there})
    return redirect(there)


def window_key(actor: Actor) -> str:
    """The name of a clerk's window: nobody else can make it up, and it tells nothing of the clerk."""
    return salted_hmac("voice.window", str(actor.account_id)).hexdigest()[:32]


def _waiting(key: str) -> str:
    return f"voice.window:{key[:32]}"


@require_http_methods(["GET", "POST"])
@for_staff(ENTER)
def phone(request: ActedRequest) -> HttpResponseBase:
    """Write down what somebody says on the phone about a case whose number he names."""
    now, source = timezone.now(), request.POST if request.method == "POST" else request.GET
    number = source.get("number", "").strip()[:NUMBER]
    asked, error = asked_by_number(number, now), ""
    if number and (asked is None or not asked.is_open):
        asked, error = None, _("没有可以评价的办件：请核对编号；可能没有办结、已经评价，或者过了期限。")
    if request.method == "POST" and asked is not None:
        try:
            grade = request.POST.get("grade", "")
            words = request.POST.get("words", "")[:5000]
            opinion = Opinion(int(grade) if grade in {"1", "2", "3", "4", "5"} else 0, words=words)
            rating_enter(request.actor, asked.event_key, opinion, now=now)
            messages.success(request, _("已记下。"))
            return redirect("voice:phone")
        except (RatingRefused, InvitationUnknown) as refused:
            if isinstance(refused, NotForThisHat):
                raise
            error = str(refused)
    context = {"number": number, "asked": asked, "rules": rules_in_force(), "error": error}
    return render(request, "voice/phone.html", context)

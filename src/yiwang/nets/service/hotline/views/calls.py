"""Calls of the hotline: what is to be called back and listened to, the calls of a day, who sits where, one call."""

from collections.abc import Callable
from datetime import date, timedelta
from functools import partial
from uuid import UUID

from django.contrib import messages
from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.engines.calls.public import (
    CallNotVisible,
    CallRefused,
    Sound,
    call_shown,
    calls_shown,
    message_hear,
    number_open,
    seats_shown,
    shares_of,
    task_close,
    task_dial,
    task_take,
    task_tried,
    tasks_done,
    tasks_open,
)
from yiwang.foundations.calendars.public import local_days
from yiwang.kernel.ids import uuid_of
from yiwang.web.gates import act_done, act_result
from yiwang.web.requests import ActedRequest

from ..policies import TAKE, WATCH, may
from ..selectors.phone import demands_of_call, phone_of, phone_with
from .gate import for_staff
from .reading import day_read

REFUSED = (CallRefused, CallNotVisible)


@require_GET
@for_staff(TAKE, WATCH)
def calls(request: ActedRequest) -> HttpResponseBase:
    """The page of a day: today unless asked."""
    now, actor = timezone.now(), request.actor
    day = day_read(request.GET.get("day", "")) or timezone.localdate()
    since, until = local_days(day, day)
    context = {
        "day": day, "shares": shares_of(actor, since, until), "tasks": tasks_open(actor, now),
        "done": tasks_done(actor, since, until), "calls": calls_shown(actor, since, until),
        "seats": seats_shown(actor, now) if may(actor, WATCH) else None, "phone": phone_of(actor, None, now),
    }  # fmt: skip
    return render(request, "hotline/calls.html", context)


@require_http_methods(["GET", "POST"])
@for_staff(TAKE, WATCH)
def call(request: ActedRequest, call_id: UUID) -> HttpResponseBase:
    """One call: its log, what was taken in it; its number in full for a purpose."""
    number, error = "", ""
    try:
        if request.method == "POST":
            number = number_open(
                request.actor, call_id, request.POST.get("purpose", "")[:200], now=timezone.now()
            )
    except CallRefused as refused:
        error = str(refused)
    except CallNotVisible:
        pass  # the page says so
    return _call_page(request, call_id, number, error)


def _call_page(request: ActedRequest, call_id: UUID, number: str, error: str) -> HttpResponseBase:
    try:
        shown, events, cases = call_shown(request.actor, call_id)
    except CallNotVisible as missing:
        return render(request, "hotline/gone.html", {"sentence": str(missing)}, status=404)
    context = {
        "shown": shown, "events": events, "demands": demands_of_call(request.actor, cases), "number": number,
        "error": error, "field": "", "phone": phone_with(request.actor, shown, events, timezone.now()),
    }  # fmt: skip
    return render(request, "hotline/call.html", context)


@require_POST
@for_staff(TAKE)
def task(request: ActedRequest) -> HttpResponseBase:
    """Take a task, dial, write down a try, end it."""
    post, actor, now = request.POST, request.actor, timezone.now()
    key = uuid_of(post.get("task", "")) or UUID(int=0)
    acts: dict[str, tuple[Callable[[], object], str]] = {
        "take": (lambda: task_take(actor, key, now=now), _("由您来办。")),
        "dial": (lambda: task_dial(actor, key, now=now), _("正在拨，请拿起话机；打完写结果。")),
        "tried": (lambda: task_tried(actor, key, post.get("outcome", ""), now=now), _("已记下这次回拨。")),
        "close": (lambda: task_close(actor, key, post.get("why", ""), now=now), _("已结束。")),
    }
    held = acts.get(post.get("do", ""))
    if held is None:
        messages.error(request, _("请从列出的里选。"))
    else:
        act_done(request, held[0], held[1], refusals=REFUSED)
    return redirect(f"{reverse('hotline:calls')}#s-tasks")


@never_cache
@require_POST
@for_staff(TAKE)
def message(request: ActedRequest) -> HttpResponseBase:
    """Hear a message, in a page of its own."""
    key = uuid_of(request.POST.get("task", "")) or UUID(int=0)
    hear = partial(message_hear, request.actor, key, now=timezone.now())
    sound = act_result(request, hear, refusals=REFUSED)
    return sound_answer(sound) if sound else redirect("hotline:calls")


def sound_answer(sound: Sound) -> HttpResponse:
    """A sound as an answer that no cache keeps."""
    answer = HttpResponse(sound.data, content_type=sound.mime)
    answer["Content-Disposition"] = "inline"
    answer["X-Content-Type-Options"] = "nosniff"
    return answer


def span_of(request: ActedRequest) -> tuple[date, date]:
    """The days asked for; the last week unless asked."""
    last = day_read(request.GET.get("last", "")) or timezone.localdate()
    return day_read(request.GET.get("since", "")) or last - timedelta(days=6), last

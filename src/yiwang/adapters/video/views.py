"""The one door for notices; the stand-in's room, into which only its links lead."""

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.adapters.video.models import DemoRoom
from yiwang.engines.video_sessions.public import NoProvider, NoticeForged, video_notice_take
from yiwang.web.signed_door import DoorWords, signed_message
from yiwang.web.stand_ins import stand_in_row

from .stand_in import PRESSES, STAND_IN, WATCHER, entered, pressed, there

DOOR = DoorWords("通知过长，没有接收。", "签名不符，没有接收。", "会话编号与本站不符，已记录待查。")
COOKIE = "demo-video"


@csrf_exempt
@never_cache
@require_POST
def notice(request: HttpRequest) -> HttpResponse:
    """A provider's notice over HTTP. The signature is its only right to come in; no cookie is looked at.

    Answers 200 if it was taken (or had been), 403 if its signature is not the provider's, 409 if it does not fit
    what was asked for, 413 if it is too long.
    """
    return signed_message(
        request, "X-Video-Signature", lambda held: video_notice_take(held, now=timezone.now()), DOOR,
        forged=(NoticeForged, NoProvider), doubted=("mismatch", "unknown", "unasked"),
    )  # fmt: skip


@never_cache
@require_GET
def enter(request: HttpRequest, token: str) -> HttpResponse:
    """A link is good once: it leaves in this browser alone the right to stand in the room."""
    if not settings.YIWANG_DEMO:
        raise Http404
    let_in = entered(token, timezone.now())
    if let_in is None:
        return render(request, "video_room/used.html", status=410)
    if let_in.side == WATCHER:
        return render(request, "video_room/recording.html", {"room": let_in.room})
    page = reverse("demo-video-room", args=[let_in.room.provider_number])
    answer = redirect(page)
    answer.set_signed_cookie(
        COOKIE, f"{let_in.side} {let_in.back}", salt=page, path=page, expires=let_in.room.until, httponly=True,
        secure=request.is_secure(), samesite="Lax",
    )  # fmt: skip
    return answer


@never_cache
@require_http_methods(["GET", "POST"])
def room(request: HttpRequest, number: str) -> HttpResponse:
    """The room: who is there, and buttons to come and go. Of the two it knows which is which, and no name."""
    row = stand_in_row(DemoRoom.objects.filter(provider_number=number), STAND_IN, "没有这个演示视频室。")
    side, _sep, back = str(request.get_signed_cookie(COOKIE, "", salt=request.path)).partition(" ")
    if not side:
        return render(request, "video_room/used.html", status=403)
    if request.method == "POST":
        if request.POST.get("press", "") in PRESSES:
            pressed(number, side, request.POST["press"], timezone.now())
        return redirect(request.path)
    here, now = there(row), timezone.now()
    sides = [("applicant", _("申请人")), ("desk", _("工作人员"))]
    context = {
        "room": row,
        "is_over": row.ended_at is not None or row.until <= now,
        "sides": [(word, here.get(key, False), key == side) for key, word in sides],
        "inside": here.get(side, False),
        "back": back,
    }
    return render(request, "video_room/room.html", context)

"""The one door for messages, and the stand-in's page."""

from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_http_methods, require_POST

from yiwang.adapters.exchange.models import DemoTask
from yiwang.engines.externals.public import AnswerForged, ExternalRefused, NoGateway, answer_take
from yiwang.web.signed_door import DoorWords, signed_message
from yiwang.web.stand_ins import stand_in_row

from .partner import REFUSING, SILENT, TAKING, mood_read, mood_set, news
from .stand_in import STAND_IN, STOPPED, pressed

DOOR = DoorWords("消息过长，没有接收。", "签名不符，没有接收。", "编号与本站不符，已记录待查。")


@csrf_exempt
@never_cache
@require_POST
def message(request: HttpRequest, system: str) -> HttpResponse:
    """A message of another system over HTTP. The signature is its only right to come in; no cookie is looked at.

    Answers 200 if it was taken (or had been, or came too late), 403 if its signature is not the system's, 409 if it
    does not fit what was sent, 413 if it is too long.
    """
    return signed_message(
        request, "X-Exchange-Signature", lambda held: answer_take(system, held, now=timezone.now()), DOOR,
        forged=(AnswerForged, NoGateway, ExternalRefused), doubted=("mismatch", "strange"),
    )  # fmt: skip


@never_cache
@require_http_methods(["GET", "POST"])
def demo(request: HttpRequest, number: str) -> HttpResponse:
    """The stand-in's page: press what should happen."""
    row = _task(number)
    if request.method == "POST":
        said = request.POST
        verdict = pressed(
            number, said.get("word", ""), said.get("note", "")[:200], said.get("how", ""), timezone.now()
        )
        told = {
            "taken": _("已答复，本站已照办。"),
            "late": _("已答复，但本站不再等候，只记录。"),
            "": _("没有发出消息。"),
        }
        messages.info(request, told.get(verdict, _("已答复，本站没有照办，原因写在办件上。")))
        return redirect("demo-exchange", number)
    words = [*([STOPPED] if row.asked_to_stop else []), *row.words]
    return render(request, "exchange/task.html", {"task": row, "words": words})


def _task(number: str) -> DemoTask:
    """A task of the stand-in by its unguessable number; 404 on a site in earnest."""
    return stand_in_row(DemoTask.objects.filter(their_number=number), STAND_IN, "没有这个演示任务。")


@never_cache
@require_http_methods(["GET", "POST"])
def partner(request: HttpRequest) -> HttpResponse:
    """The page of the stand-in for a partner's hall: what it was told, and how it takes the next."""
    if not settings.YIWANG_DEMO:
        raise Http404
    if request.method == "POST":
        mood_set(request.POST.get("mood", ""))
        return redirect("demo-partner")
    moods = {TAKING: _("收下"), SILENT: _("不应答"), REFUSING: _("不收")}
    return render(request, "exchange/partner.html", {"news": news(), "moods": moods, "mood": mood_read()})

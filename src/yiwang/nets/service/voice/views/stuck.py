"""办不成事: report from any page, signed in or not; ask by number; who answers opens the phone."""

from typing import Any
from uuid import UUID, uuid4

from django.contrib import messages
from django.core.signing import BadSignature, Signer
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.engines.cases.public import KeyReused, OpeningError, access_case, case_words
from yiwang.foundations.files.public import FileRefusedError
from yiwang.foundations.people.public import PurposeMissing
from yiwang.kernel.ids import uuid_of
from yiwang.nets.service.voice.domain.errors import VoiceRefused
from yiwang.web.requests import ActedRequest, address_of

from ..policies import STUCK
from ..selectors.reports import progress_of, reports_open
from ..selectors.rules import halls, rules_in_force
from ..selectors.screens import item_named, screen_read
from ..services.phones import code_ask, code_check, phone_open
from ..services.stuck import Report, Reported, stuck_report
from .gate import for_everybody, for_staff

REPORT = Signer(salt="voice.report")
"""The form that proves a phone carries its report's id signed: nobody tries codes for another one's."""


@require_http_methods(["GET", "POST"])
@for_everybody
def stuck(request: ActedRequest) -> HttpResponseBase:
    """Say what cannot be done; the screen one came from goes along as facts."""
    try:
        rules_in_force()
        if request.method == "POST":
            return _sent(request, stuck_report(request.actor, _report(request), now=timezone.now()))
        return _form(request, _first(request))
    except VoiceRefused as refused:
        return _form(request, request.POST.dict(), str(refused), refused.field)
    except (FileRefusedError, KeyReused, OpeningError) as refused:
        return _form(request, request.POST.dict(), str(refused), "photo")


def _first(request: ActedRequest) -> dict[str, Any]:
    """The empty form: what the page one came from was about stands in it already."""
    page = str(request.META.get("HTTP_REFERER", ""))[:500]
    _item, title = item_named(screen_read(page))
    return {"key": str(uuid4()), "page": page.partition("?")[0], "title": title}


def _form(request: ActedRequest, held: dict[str, Any], error: str = "", field: str = "") -> HttpResponseBase:
    try:
        rules, places = rules_in_force(), halls()
    except VoiceRefused as refused:
        return render(request, "voice/gone.html", {"sentence": str(refused)}, status=404)
    context = {"rules": rules.stuck, "halls": places, "held": held, "error": error, "field": field}
    return render(request, "voice/stuck.html", context)


def _report(request: ActedRequest) -> Report:
    post, photo = request.POST, request.FILES.get("photo")
    if uuid_of(post.get("key", "")) is None:
        raise VoiceRefused("这一页打开得太久了，请重新打开再写一次。")
    screen = screen_read(
        post.get("page", "")[:500], post.get("fields", "")[:4000], post.get("error", "")[:1000]
    )
    return Report(
        key=str(uuid_of(post["key"])), division=post.get("division", "")[:20], item=item_named(screen)[0],
        title=post.get("title", ""), step=post.get("step", ""), words=post.get("words", "")[:5000], screen=screen,
        phone=post.get("phone", "")[:40], photo=photo.read() if photo else b"",
        photo_name=(photo.name or "") if photo else "", device_address=address_of(request),
    )  # fmt: skip


def _sent(request: ActedRequest, made: Reported) -> HttpResponseBase:
    """The number to ask by; where a phone was left, a code is on its way."""
    told = ""
    if made.has_phone:
        try:
            code_ask(made.report_id, now=timezone.now())
            told = _("验证码已发到您留的手机。")
        except VoiceRefused as refused:
            told = str(refused)
    context = {
        "number": made.number,
        "report": REPORT.sign(str(made.report_id)),
        "phone": made.has_phone,
        "told": told,
    }
    return render(request, "voice/stuck_sent.html", context)


@require_POST
@for_everybody
def code(request: ActedRequest) -> HttpResponseBase:
    """Prove the phone by its code, or have another one sent."""
    try:
        report_id = UUID(REPORT.unsign(request.POST.get("report", "")))
    except (BadSignature, ValueError):
        sentence = _("这一页打开得太久了。反映已经收到，请凭查询号查进展。")
        return render(request, "voice/gone.html", {"sentence": sentence}, status=404)
    again = request.POST.get("again")
    context = {"number": request.POST.get("number", "")[:30], "report": request.POST["report"], "phone": True}
    try:
        if again:
            code_ask(report_id, now=timezone.now())
        else:
            code_check(report_id, request.POST.get("code", "")[:12], now=timezone.now())
            context |= {"phone": False, "proved": True}
        context["told"] = _("验证码已重新发送。") if again else _("手机已核实，有了答复会发短信告诉您。")
    except VoiceRefused as refused:
        context["error"] = str(refused)
    return render(request, "voice/stuck_sent.html", context)


@require_http_methods(["GET", "POST"])
@for_everybody
def progress(request: ActedRequest) -> HttpResponseBase:
    """How far a report has got, for whoever has its number; the number never stands in an address."""
    typed, found, error = request.POST.get("number", "")[:60], None, ""
    if request.method == "POST":
        found = progress_of(typed, timezone.now())
        error = "" if found else _("没有这个查询号，请核对；它有 16 位字母和数字，在反映成功的那一页上。")
    return render(request, "voice/progress.html", {"found": found, "error": error})


@require_GET
@for_staff(STUCK)
def reports(request: ActedRequest) -> HttpResponseBase:
    """What waits for an answer."""
    now, rows = timezone.now(), reports_open(request.actor)
    words = case_words(rows, now)
    lines = [{"row": row, "state": words[row.id].label, "light": row.light(now)} for row in rows]
    return render(request, "voice/reports.html", {"lines": lines})


@require_http_methods(["GET", "POST"])
@for_staff(STUCK)
def report_phone(request: ActedRequest, number: str) -> HttpResponseBase:
    """Open the phone left with a report, for a purpose."""
    held, shown, error = access_case(request.actor, number, to="act"), None, ""
    if request.method == "POST":
        try:
            purpose = request.POST.get("purpose", "")[:200]
            shown = phone_open(request.actor, number, purpose, now=timezone.now())
        except (PurposeMissing, VoiceRefused) as refused:
            error = str(refused)
    if error:
        messages.error(request, error)
    return render(request, "voice/report_phone.html", {"case": held, "shown": shown})

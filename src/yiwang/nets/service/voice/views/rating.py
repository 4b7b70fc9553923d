"""Rating: by link, code or tablet without signing in; of one's own cases signed in."""

from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.engines.cases.public import access_case, case_words, cases_visible_to, matter_cases
from yiwang.engines.ratings.public import (
    Asked,
    InvitationUnknown,
    Opinion,
    RatingRefused,
    asked_by_token,
    asked_of_case,
    rating_disown,
    rating_give,
    rating_give_by_token,
    rules_in_force,
    said_of,
)
from yiwang.foundations.scope.public import as_actor
from yiwang.web.gates import act_done
from yiwang.web.requests import ActedRequest, address_of

from ..policies import VOICE
from .gate import WINDOW, device_keep, device_of, for_citizens, for_everybody


@require_http_methods(["GET", "POST"])
@for_everybody
def rate(request: ActedRequest, token: str) -> HttpResponseBase:
    """Rate what a single-use token asks about."""
    now = timezone.now()
    try:
        asked = asked_by_token(token, now)
    except InvitationUnknown as error:
        return render(request, "voice/gone.html", {"sentence": str(error)}, status=404)
    if not asked.is_open:
        return render(request, "voice/gone.html", {"sentence": _("这次服务已经评价过了，谢谢您。")})
    if request.method == "GET":
        return device_keep(request, _form(request, asked))
    try:
        rating_give_by_token(token, _opinion(request), actor=request.actor, now=now)
    except RatingRefused as error:
        return _form(request, asked, str(error))
    window = request.get_signed_cookie(WINDOW, default="", salt=WINDOW) if asked.channel == "tablet" else ""
    return render(request, "voice/thanks.html", {"asked": asked, "window": window})


@require_GET
@for_citizens
def case(request: ActedRequest, number: str) -> HttpResponseBase:
    """What may be rated of a matter, and what one said of it."""
    now, root = timezone.now(), access_case(request.actor, number)
    held = [(one, asked_of_case(one.id, now)) for one in matter_cases(request.actor, root.root_id)]
    lines = [_line(one, asked, now) for one, asked in held if asked is not None]
    return render(request, "voice/case.html", {"root": root, "lines": lines})


def _line(one: Any, asked: Asked, now: Any) -> dict[str, Any]:
    rules, said = rules_in_force(), said_of(asked.event_key)
    return {
        "number": one.number,
        "asked": asked,
        "said": said,
        "grade": rules.grades[str(said.grade)] if rules and said else "",
        "handling": _handling(said.case_id, now) if said and said.case_id else "",
        "disownable": bool(said and said.channel != "portal"),
    }


def _handling(case_id: UUID, now: Any) -> str:
    """Where the case that looks into one's own bad rating has got to, in public words."""
    with as_actor(VOICE):
        rows = list(cases_visible_to(VOICE).filter(id=case_id))
        return next((words.public for words in case_words(rows, now).values()), "")


@require_http_methods(["GET", "POST"])
@for_citizens
def case_rate(request: ActedRequest, number: str) -> HttpResponseBase:
    """Rate one of one's own cases."""
    now, held = timezone.now(), access_case(request.actor, number)
    asked = asked_of_case(held.id, now)
    if asked is None or not asked.is_open:
        return redirect("voice:case", number)
    if request.method == "GET":
        return device_keep(request, _form(request, asked))
    try:
        rating_give(request.actor, asked.event_key, _opinion(request), now=now)
    except InvitationUnknown as error:
        return render(request, "voice/gone.html", {"sentence": str(error)}, status=404)
    except RatingRefused as error:
        return _form(request, asked, str(error))
    return render(request, "voice/thanks.html", {"asked": asked, "number": number})


@require_POST
@for_citizens
def disown(request: ActedRequest, number: str) -> HttpResponseBase:
    """Say that a rating of one's own case was somebody else's."""
    held, now = access_case(request.actor, number), timezone.now()
    act_done(
        request,
        lambda: rating_disown(request.actor, f"case:{held.id}", now=now),
        _("已记下：那条评价不计入统计。您可以自己评价。"),
        refusals=(InvitationUnknown,),
    )
    return redirect("voice:case", number)


def _form(request: ActedRequest, asked: Asked, error: str = "") -> HttpResponse:
    rules = rules_in_force()
    context = {"asked": asked, "rules": rules, "error": error, "sent": request.POST}
    template = "voice/tablet_rate.html" if asked.channel == "tablet" else "voice/rate.html"
    return render(request, template, context)


def _opinion(request: ActedRequest) -> Opinion:
    grade = request.POST.get("grade", "")
    return Opinion(
        grade=int(grade) if grade in {"1", "2", "3", "4", "5"} else 0,
        tags=tuple(request.POST.getlist("tag")[:20]),
        words=request.POST.get("words", "")[:5000],
        anonymous=bool(request.POST.get("anonymous")),
        device=device_of(request),
        address=address_of(request),
    )

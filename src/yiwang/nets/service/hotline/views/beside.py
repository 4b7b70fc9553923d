"""Beside the seat: what answers a caller while he talks, the same matter told before, and how his matters stand."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.engines.cases.public import CaseNotFound, CaseRefused
from yiwang.engines.knowledge.public import versions_in_force
from yiwang.engines.learning.public import Suggestion
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.organisations.public import unit_names
from yiwang.foundations.people.public import PurposeMissing
from yiwang.kernel.ids import uuid_of
from yiwang.web.requests import ActedRequest

from ..domain.errors import HotlineRefused
from ..policies import SEAT
from ..selectors.beside import Beside, beside
from ..selectors.rules import rules_in_force
from ..services.matters import matter_act, matters_of
from ..services.suggesting import suggestions_shown
from .gate import for_staff
from .reading import typed_read
from .seat import sheet

COMPARED, KEPT = "hotline.compared", 20
"""In the session: the calls whose phone was found among earlier ones, which was written down once."""


@require_POST
@for_staff(SEAT)
def aside(request: ActedRequest) -> HttpResponseBase:
    """What stands beside the words typed so far: a part of the page while typing, the whole page without script."""
    typed, now = typed_read(request), timezone.now()
    held = beside(request.actor, typed, now=now)
    _compared(request, held)
    key = uuid_of(request.POST.get("key", ""))
    suggestions_shown(str(key) if key else "", typed, held, now=now)
    units = unit_names({one.unit_id for one in held.answers} | {one.unit for one in held.proposals})
    context: dict[str, Any] = {"beside": held, "units": units, "kinds": _kinds(held)}
    if request.headers.get("HX-Request"):
        return render(request, "hotline/beside.html", context)
    return sheet(request, request.POST.dict(), **context)


@require_POST
@for_staff(SEAT)
def take(request: ActedRequest) -> HttpResponseBase:
    """Take a script as the answer, a demand as the one that this call joins, or a category; nothing is kept yet."""
    held: dict[str, Any] = request.POST.dict()
    if version_id := uuid_of(held.get("take", "")):
        found = versions_in_force(request.actor, timezone.localdate()).filter(id=version_id).first()
        if found is None:
            return sheet(request, held, _("这条口径刚刚失效或者撤下了，请重新查。"), "reply")
        held |= {"how": "answer", "reply": found.answer, "version": str(found.id), "script": found.question}
    elif number := held.get("join", "")[:60]:
        held |= {"how": "join", "into": number}
    elif rules_in_force().category_label(kind := held.get("kind", "")[:60]):
        held |= {"category": kind}
    answer = sheet(request, held)
    if "kind" in held:
        answer["HX-Trigger-After-Settle"] = "kind-taken"
    return answer


def _kinds(held: Beside) -> list[tuple[Suggestion, str, int]]:
    """Categories suggested, with their names and their probability in per cent."""
    rules = rules_in_force() if held.kinds else None
    named = [(one, rules.category_label(one.guess.label)) for one in held.kinds] if rules else []
    return [(one, name, round(100 * one.guess.probability)) for one, name in named if name]


@require_POST
@for_staff(SEAT)
def matters(request: ActedRequest) -> HttpResponseBase:
    """How the matters of who calls stand, and what he wants done with one; who he is never stands in an address."""
    post, error, told, rows = request.POST, "", "", None
    now = timezone.now()
    try:
        who = (post.get("who_number", ""), post.get("who", ""), post.get("purpose", ""))
        act, _slash, number = post.get("matter_act", "")[:120].partition("/")
        if number:
            done = matter_act(request.actor, number, act, who=who, call=post.get("key", ""), now=now)
            told = _("已办：{act}，来电人在办件里看得到。").format(act=done)
        rows = matters_of(request.actor, *who, now=now)
    except (HotlineRefused, PurposeMissing, CaseRefused, CaseNotFound) as refused:
        error = str(refused)
    return sheet(request, post.dict(), error, "who" if error else "", matters=rows, told=told)


def _compared(request: ActedRequest, held: Beside) -> None:
    """That a phone was found among earlier calls is written down, once a call."""
    call, known = request.POST.get("key", "")[:40], request.session.get(COMPARED, [])
    if call in known or not any(one.same for one in held.repeats):
        return
    said = {"demands": [one.number for one in held.repeats if one.same]}
    audit_record(request.actor, "hotline.phone.compared", f"account:{request.actor.account_id}", said)
    request.session[COMPARED] = [*known, call][-KEPT:]

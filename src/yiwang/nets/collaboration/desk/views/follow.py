"""我关注的: cases that this hat follows for itself, with light and due; begun, changed and ended on the case's page."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yiwang.engines.cases.public import (
    LAST_ID,
    CaseNotFound,
    access_case,
    case_follow,
    case_followed,
    case_unfollow,
    case_words,
    cases_followed,
    may_follow,
)
from yiwang.faces.matter.public import case_address
from yiwang.foundations.organisations.public import unit_names
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import uuid_of
from yiwang.nets.collaboration.desk.domain.lines import followed_lines
from yiwang.web.requests import ActedRequest

from .gate import done, staff_only

PAGE = 50


@require_GET
@staff_only
def listed(request: ActedRequest) -> HttpResponse:
    """What this hat follows, newest case first."""
    now, before = timezone.now(), uuid_of(request.GET.get("before", "")) or LAST_ID
    rows = cases_followed(request.actor, before=before, limit=PAGE)
    lines = followed_lines(rows, case_words(rows, now), unit_names({row.owner_unit_id for row in rows}), now)
    older = f"?{urlencode({'before': str(rows[-1].id)})}" if len(rows) == PAGE else ""
    return render(request, "desk/following.html", {"lines": lines, "next": older})


@require_POST
@staff_only
def follow(request: ActedRequest, number: str) -> HttpResponse:
    """Follow a case, be told of other things about it, or follow it no more."""
    now, wanted = timezone.now(), uuid_of(request.POST.get("end", ""))
    if wanted is not None:
        done(request, lambda: case_unfollow(request.actor, wanted, now), _("不再关注，也不再提醒。"))
        return redirect("desk:following")
    told = request.POST.getlist("told")
    done(
        request,
        lambda: case_follow(request.actor, access_case(request.actor, number).id, told, now),
        _("已关注。有您选的动静，会在“消息”里告诉您。"),
    )
    return redirect(back_to(request.actor, number, "desk:following"))


def back_to(actor: Actor, number: str, otherwise: str) -> str:
    """Back to the case while it is this hat's to see, else to another page."""
    try:
        access_case(actor, number)
    except CaseNotFound:
        return otherwise
    return case_address(number)


def follow_card(actor: Actor, case_id: UUID, case_type: str, now: datetime) -> dict[str, Any] | None:
    """What the case's page asks: whether it is followed and what may be chosen; None for who may not."""
    told = case_followed(actor, case_id)
    if told is None and not may_follow(actor, case_type, now):
        return None
    words = {"moves": _("办理有进展"), "marks": _("快到期"), "breach": _("超期")}
    choices = [(key, word, told is None or key in told) for key, word in words.items()]
    return {"on": told is not None, "choices": choices, "id": case_id}

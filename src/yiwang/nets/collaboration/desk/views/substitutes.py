"""Who stands in for whom (代班): arranged by those who may, within their own units and their own rights."""

from datetime import datetime, time

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yiwang.foundations.calendars.public import local_instant
from yiwang.foundations.organisations.public import post_scopes
from yiwang.foundations.people.public import (
    MAY_SUBSTITUTE,
    AppointmentRefused,
    Colleague,
    colleagues,
    may_arrange,
    substitute_appoint,
    substitute_end,
    substitutes_in,
)
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import uuid_of
from yiwang.web.gates import act_done
from yiwang.web.requests import ActedRequest

from .gate import staff_only


@require_http_methods(["GET", "POST"])
@staff_only
def substitutes(request: ActedRequest) -> HttpResponse:
    """Who stands in now or later; a POST arranges another."""
    actor, now = _arranger(request), timezone.now()
    if request.method == "POST":
        return _arrange(request, actor, now)
    found = colleagues(actor.own_units, now)
    people = {one.account_id: one for one in found}
    context = {
        "rows": substitutes_in(actor.own_units, now),
        "posts": _arrangeable(actor, found),
        "people": sorted(people.values(), key=lambda one: one.name),
        "today": timezone.localdate(now),
    }
    return render(request, "desk/substitutes.html", context)


@require_POST
@staff_only
def end(request: ActedRequest, appointment: int) -> HttpResponse:
    """End one before its day."""
    act_done(
        request,
        lambda: substitute_end(_arranger(request), appointment_id=appointment, now=timezone.now()),
        _("代班已结束。"),
        refusals=(AppointmentRefused,),
    )
    return redirect("desk:substitutes")


def _arranger(request: ActedRequest) -> Actor:
    if not request.actor.has(MAY_SUBSTITUTE):
        raise PermissionDenied(_("您当前的身份不安排代班。请换用科室或单位负责人的身份。"))
    return request.actor


def _arrangeable(actor: Actor, found: list[Colleague]) -> list[Colleague]:
    """Holders whose posts this hat may let somebody stand in on."""
    scopes = post_scopes({one.hat.actor.post for one in found}) if found else {}
    return [
        one
        for one in found
        if one.hat.actor.stands_for is None and may_arrange(actor, scopes[one.hat.actor.post])
    ]


def _arrange(request: ActedRequest, actor: Actor, now: datetime) -> HttpResponse:
    holder, _slash, post = request.POST.get("post", "").partition("/")
    whom, who = uuid_of(holder), uuid_of(request.POST.get("account", ""))
    first, last = _day(request, "since", time.min), _day(request, "until", time.max)
    if whom is None or who is None or first is None or last is None:
        messages.error(request, _("请选择岗位、代班的人和起止日期。"))
        return redirect("desk:substitutes")
    since = max(first, now)
    act_done(
        request,
        lambda: substitute_appoint(
            actor, post_id=post, stands_for=whom, account_id=who, since=since, until=last, now=now
        ),
        _("代班已安排；到日子对方即可换用这个身份，到期自动结束。"),
        refusals=(AppointmentRefused,),
    )
    return redirect("desk:substitutes")


def _day(request: ActedRequest, name: str, at: time) -> datetime | None:
    try:
        day = parse_date(request.POST.get(name, ""))
    except ValueError:
        return None
    return local_instant(day, at) if day else None

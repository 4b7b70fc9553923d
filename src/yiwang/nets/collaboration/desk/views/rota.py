"""The duty rota (值班表) of a unit: kept by its head, with the nights and days off for which nobody is on duty yet.

A file is tried first; the lines that were tried travel in the form, signed and bound to who tried them.
"""

from __future__ import annotations

from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.core.signing import BadSignature, dumps, loads
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.dateparse import parse_date, parse_datetime
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.foundations.calendars.public import calendar_current, local_days
from yiwang.foundations.organisations.public import unit_get, unit_names
from yiwang.foundations.people.public import AccountRulesMissing, account_rules, colleagues
from yiwang.foundations.rotas.public import (
    COLUMNS,
    KEEP,
    RotaLine,
    RotaRefused,
    ShiftRow,
    Span,
    Wanted,
    gaps,
    off_hours,
    rota_file,
    rota_import,
    rota_of,
    rota_try,
    shift_add,
    shift_remove,
)
from yiwang.kernel.ids import uuid_of
from yiwang.kernel.spreadsheets import csv_text
from yiwang.kernel.tables import TableUnreadable
from yiwang.web.gates import act_done
from yiwang.web.requests import ActedRequest, file_sent
from yiwang.web.responses import download

from .gate import staff_only

DAYS = 14
"""How many days stand on one page."""
_SALT, _AGE = "desk.rota", 3600


@require_http_methods(["GET", "POST"])
@staff_only
def rota(request: ActedRequest) -> HttpResponse:
    """The rota of one of one's own units; a POST puts somebody on it."""
    _keeper(request)
    unit = _unit(request)
    if request.method == "GET":
        return _page(request, unit)
    now = timezone.now()
    wanted = _wanted(request, unit)
    if wanted is None:
        return _page(request, unit, 400, error=_("请选值班的人，写清从什么时候到什么时候。"))
    done = act_done(
        request, lambda: shift_add(request.actor, wanted, now=now), _("已排上。"), refusals=(RotaRefused,)
    )
    kept = {} if done else {"since": request.POST.get("since", ""), "until": request.POST.get("until", "")}
    return redirect(_address(unit, wanted.since, **kept))


@require_POST
@staff_only
def remove(request: ActedRequest, shift_id: UUID) -> HttpResponse:
    """Take somebody off."""
    _keeper(request)
    said, now = _("已撤下。空出来的时间请另排人。"), timezone.now()
    act_done(request, lambda: shift_remove(request.actor, shift_id, now=now), said, refusals=(RotaRefused,))
    return redirect(_address(_unit(request)))


@require_GET
@staff_only
def template(request: ActedRequest) -> HttpResponse:
    """The template: everybody who can be on duty, times to be filled in."""
    _keeper(request)
    unit = _unit(request)
    rows = [(one.username, one.name, one.hat.actor.post, "", "", "") for one in _people(request, unit)]
    return download(csv_text(COLUMNS, rows), "rota.csv")


@require_POST
@staff_only
def tried(request: ActedRequest) -> HttpResponse:
    """What taking a file in would come to; nothing is changed here."""
    _keeper(request)
    unit = _unit(request)
    try:
        found = rota_file(_data(request))
        outcome = rota_try(request.actor, unit, found.lines, now=timezone.now())
    except (TableUnreadable, RotaRefused, AccountRulesMissing) as error:
        return _page(request, unit, 400, unreadable=str(error))
    problems = sorted([*found.problems, *outcome.problems], key=lambda one: one.line)
    if problems:
        return _page(request, unit, 400, problems=problems)
    return _page(request, unit, tried=outcome.added, sealed=_sealed(request, unit, found.lines))


@require_POST
@staff_only
def take(request: ActedRequest) -> HttpResponse:
    """Take in what was tried: every line or none."""
    _keeper(request)
    try:
        unit, lines = _unsealed(request)
        outcome = rota_import(request.actor, unit, lines, now=timezone.now())
    except BadSignature:
        return _page(request, _unit(request), 400, unreadable=_("检查的结果已经过期。请重新上传文件。"))
    except RotaRefused as error:
        return _page(request, _unit(request), 400, unreadable=str(error))
    if outcome.problems:
        return _page(request, unit, 400, problems=outcome.problems)
    return redirect(_address(unit))


def _keeper(request: ActedRequest) -> None:
    if not request.actor.has(KEEP):
        raise PermissionDenied(_("您当前的身份不排值班表。请换用科室或单位负责人的身份。"))


def _unit(request: ActedRequest) -> str:
    """The unit that is asked for, if it is one's own; else the hat's own."""
    asked = request.POST.get("unit") or request.GET.get("unit") or request.actor.unit
    if asked not in request.actor.own_units:
        raise PermissionDenied(_("只能排本单位的值班表；别的单位由它自己的负责人排。"))
    return asked


def _page(request: ActedRequest, unit: str, status: int = 200, **more: Any) -> HttpResponse:
    first = _first(request)
    last, units = first + timedelta(days=DAYS - 1), unit_names(request.actor.own_units)
    since, until = local_days(first, last)
    rows = [row for row in rota_of(request.actor, _around(unit), since, until) if row.until > since]
    context = {
        "unit": unit, "units": sorted(units.items(), key=lambda one: one[1]), "unit_name": units.get(unit, unit),
        "rows": rows, "gaps": _gaps(rows, first, last), "people": _people(request, unit), "first": first,
        "last": last, "before": first - timedelta(days=DAYS), "after": first + timedelta(days=DAYS),
        "now": timezone.now(), "held": request.POST or request.GET, "limits": _limits(), "columns": COLUMNS, **more,
    }  # fmt: skip
    return render(request, "desk/rota.html", context, status=status)


def _limits() -> Any:
    try:
        return account_rules().import_limits
    except AccountRulesMissing:
        return None


def _around(unit: str) -> list[str]:
    """The unit and those around it, whose rotas hold for it where it has none."""
    held = unit_get(unit)
    return list(held.path) if held else [unit]


def _gaps(rows: list[ShiftRow], first: date, last: date) -> list[Span]:
    """Nights and days off that are still to come, for which nobody is on duty."""
    now = timezone.now()
    left = gaps(off_hours(calendar_current(), first, last), [Span(row.since, row.until) for row in rows])
    return [Span(max(one.since, now), one.until) for one in left if one.until > now]


def _people(request: ActedRequest, unit: str) -> list[Any]:
    """Who can be on duty: everybody at work in the body of the unit, as far as the hat reaches."""
    held = unit_get(unit)
    found = colleagues(request.actor.own_units, timezone.now())
    return [one for one in found if held and one.hat.actor.unit in _units_of(held.body_id, request)]


def _units_of(body: str, request: ActedRequest) -> set[str]:
    return {one for one in request.actor.own_units if one == body or one.startswith(f"{body}-")}


def _first(request: ActedRequest) -> date:
    try:
        asked = parse_date(request.GET.get("from", ""))
    except ValueError:
        asked = None
    today = timezone.localdate()
    near = asked is not None and abs((asked - today).days) <= 366
    return asked if asked is not None and near else today


def _wanted(request: ActedRequest, unit: str) -> Wanted | None:
    account, _slash, post = request.POST.get("who", "").partition("/")
    whom, since, until = uuid_of(account), _instant(request, "since"), _instant(request, "until")
    if whom is None or since is None or until is None:
        return None
    return Wanted(unit, whom, post, since, until, request.POST.get("phone", "")[:40])


def _instant(request: ActedRequest, name: str) -> datetime | None:
    try:
        read = parse_datetime(request.POST.get(name, ""))
    except ValueError:
        return None
    return timezone.make_aware(read) if read is not None and read.tzinfo is None else None


def _address(unit: str, at: datetime | None = None, **kept: str) -> str:
    day = {"from": timezone.localdate(at).isoformat()} if at else {}
    return f"{reverse('desk:rota')}?{urlencode({'unit': unit, **day, **kept})}"


def _data(request: ActedRequest) -> bytes:
    """The file, never more of it than the rules let through by one byte."""
    return file_sent(request, account_rules().import_limits.kilobytes.value)


def _sealed(request: ActedRequest, unit: str, lines: tuple[RotaLine, ...]) -> str:
    cells = [
        [one.line, one.username, one.post, one.since.isoformat(), one.until.isoformat(), one.phone]
        for one in lines
    ]
    return dumps([str(request.actor.account_id), unit, cells], salt=_SALT, compress=True)


def _unsealed(request: ActedRequest) -> tuple[str, list[RotaLine]]:
    who, unit, cells = loads(request.POST.get("sealed", ""), salt=_SALT, max_age=_AGE)
    if who != str(request.actor.account_id):
        raise PermissionDenied(_("这份检查的结果是别人的。请自己上传文件。"))
    read = datetime.fromisoformat
    return unit, [RotaLine(line, name, post, read(a), read(b), tel) for line, name, post, a, b, tel in cells]

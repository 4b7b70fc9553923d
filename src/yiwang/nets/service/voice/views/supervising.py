"""For supervisors: counts that lead to their ratings, doubts, calling back; for rated units: whole months."""

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from django.http import QueryDict
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.dateparse import parse_date
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.engines.catalog.pure import ITEM
from yiwang.engines.ratings.public import (
    HANDLE,
    READ,
    SUPERVISE,
    Line,
    RatingRefused,
    RatingRules,
    Wanted,
    access_rating,
    rating_contact,
    rating_doubt,
    rating_lines,
    rating_list,
    rating_trust,
    rules_in_force,
    shown_until,
    unit_months,
    unit_words,
)
from yiwang.foundations.organisations.public import unit_names
from yiwang.foundations.people.public import PurposeMissing
from yiwang.foundations.releases.public import world
from yiwang.nets.service.voice.domain.errors import VoiceRefused
from yiwang.web.gates import act_done
from yiwang.web.requests import ActedRequest

from .gate import for_staff

BY = {"unit_id": "unit", "item": "item", "channel": "channel", "month": "month"}
"""What statistics go by, with the filter that leads to the ratings of a line."""

PERIOD = timedelta(days=90)


def words_by() -> dict[str, str]:
    """The ways to look at the counts."""
    return {"unit_id": _("单位"), "item": _("事项"), "channel": _("渠道"), "month": _("月份")}


def channel_words() -> dict[str, str]:
    """The channels as people say them."""
    return {
        "portal": _("网上"),
        "sms": _("短信"),
        "qr": _("二维码"),
        "tablet": _("窗口平板"),
        "phone": _("电话"),
    }


def rules_or_404() -> RatingRules:
    """The rules; without them there is nothing to supervise."""
    rules = rules_in_force()
    if rules is None:
        raise VoiceRefused("本站没有开通好差评。")
    return rules


@require_GET
@for_staff(SUPERVISE)
def supervise(request: ActedRequest) -> HttpResponseBase:
    """Counts by unit, item, channel or month; every number leads to its ratings."""
    rules, wanted = rules_or_404(), _wanted(request.GET)
    by = request.GET.get("by", "")
    by = by if by in BY else "unit_id"
    lines = rating_lines(request.actor, rules, wanted, by)  # type: ignore[arg-type]
    names = _names(by, lines)
    rows = [
        {"line": line, "name": names.get(line.key, line.key), "query": _query(wanted, by, line)}
        for line in lines
    ]
    context = {
        "rows": rows,
        "by": by,
        "ways": words_by(),
        "wanted": wanted,
        "last": wanted.until - timedelta(days=1),
    }
    return render(request, "voice/supervise.html", context)


def _names(by: str, lines: list[Line]) -> dict[str, str]:
    keys = [line.key for line in lines]
    if by == "unit_id":
        return unit_names(keys)
    if by == "channel":
        return channel_words()
    return {key: held.title for key in keys if (held := world().find(ITEM, key))} if by == "item" else {}


def _query(wanted: Wanted, by: str, line: Line) -> str:
    query = QueryDict(mutable=True)
    since, until = wanted.since, wanted.until
    if by == "month":
        first = date.fromisoformat(f"{line.key}-01")
        since, until = max(since, first), min(until, (first + timedelta(days=32)).replace(day=1))
    query.update({"since": since.isoformat(), "until": (until - timedelta(days=1)).isoformat()})
    if by != "month":
        query[BY[by]] = line.key
    return query.urlencode()


def _wanted(asked: QueryDict) -> Wanted:
    today = timezone.localdate()
    last = _day(asked.get("until", "")) or today
    grade = asked.get("grade", "")
    doubtful = {"1": True, "0": False}.get(asked.get("doubtful", ""))
    return Wanted(
        _day(asked.get("since", "")) or last - PERIOD, last + timedelta(days=1), asked.get("unit", "")[:80],
        asked.get("item", "")[:80], asked.get("channel", "")[:20], int(grade) if grade in {*"12345"} else 0,
        doubtful,
    )  # fmt: skip


def _day(text: str) -> date | None:
    try:
        return parse_date(text)
    except ValueError:
        return None


@require_GET
@for_staff(SUPERVISE)
def ratings(request: ActedRequest) -> HttpResponseBase:
    """The ratings behind a number."""
    rules, wanted = rules_or_404(), _wanted(request.GET)
    found = rating_list(request.actor, wanted)
    units, channels = unit_names({one.unit_id for one in found}), channel_words()
    rows = [_row(one, rules, units, channels) for one in found]
    return render(request, "voice/ratings.html", {"rows": rows, "asked": request.GET})


def _row(one: Any, rules: RatingRules, units: dict[str, str], channels: dict[str, str]) -> dict[str, Any]:
    tags = rules.tags_for(one.grade)
    return {
        "rating": one,
        "unit": units.get(one.unit_id, one.unit_id),
        "grade": rules.grades[str(one.grade)],
        "bad": one.grade >= rules.bad_from,
        "tags": [tags.get(tag, tag) for tag in one.tags],
        "channel": channels.get(one.channel, one.channel),
    }


@require_POST
@for_staff(SUPERVISE)
def judge(request: ActedRequest, rating_id: UUID) -> HttpResponseBase:
    """Leave a rating out of the counts, or count it again, for a reason."""
    act = rating_trust if request.POST.get("act") == "trust" else rating_doubt
    reason, now = request.POST.get("reason", "")[:200], timezone.now()
    act_done(
        request,
        lambda: act(request.actor, rating_id, reason=reason, now=now),
        _("已记下理由。"),
        refusals=(RatingRefused,),
    )
    return redirect("voice:ratings")


@require_http_methods(["GET", "POST"])
@for_staff(HANDLE)
def contact(request: ActedRequest, rating_id: UUID) -> HttpResponseBase:
    """Open who gave a bad rating, for a purpose that this person can read."""
    rating, shown, error = access_rating(request.actor, rating_id), None, ""
    if request.method == "POST":
        try:
            purpose = request.POST.get("purpose", "")[:200]
            shown = rating_contact(request.actor, rating_id, purpose, now=timezone.now())
        except PurposeMissing as missing:
            error = str(missing)
    return render(request, "voice/contact.html", {"rating": rating, "shown": shown, "error": error})


@require_GET
@for_staff(READ)
def unit(request: ActedRequest) -> HttpResponseBase:
    """What people think of one's own units: whole months, no names, no order."""
    rules, today = rules_or_404(), timezone.localdate()
    months, words = unit_months(request.actor, rules, today), unit_words(request.actor, rules, today)
    names = unit_names({one.unit_id for one in months})
    tags = {**rules.tags.get("good", {}), **rules.tags.get("bad", {})}
    said = [
        {"unit": names.get(one.unit_id, ""), "month": one.month, "words": one.words,
         "tags": [tags.get(tag, tag) for tag in one.tags]}
        for one in words
    ]  # fmt: skip
    rows = [{"unit": names.get(one.unit_id, ""), "held": one} for one in months]
    context = {"rows": rows, "said": said, "rules": rules, "until": shown_until(rules, today)}
    return render(request, "voice/unit.html", context)

"""Surges: counted again and again by the worker, told once for as long as each lasts."""

from collections import Counter
from collections.abc import Mapping
from datetime import datetime, timedelta

from django.db import transaction
from django.urls import reverse

from yiwang.foundations.divisions.public import division_names
from yiwang.foundations.notices.public import notice_send
from yiwang.foundations.people.public import holders_of
from yiwang.foundations.releases.public import NoRelease, world
from yiwang.foundations.scope.public import as_actor

from ..domain.surging import is_surge, usual_of
from ..models import HotlineDemand, HotlineSurge
from ..policies import HOTLINE
from ..pure import SurgeRule
from ..selectors.rules import outside_found, rules_in_force

COUNTY = 6
"""Digits of a county in a place's code."""

Place = tuple[str, str]
"""A category and a county."""


def surges_watch(now: datetime) -> int:
    """Find surges, tell of the new ones, end those that are over; returns how many are new.

    Args:
        now: the instant; aware. Called twice for the same time it tells nothing twice.
    """
    rule = _rule()
    if rule is None:
        return 0
    with transaction.atomic(), as_actor(HOTLINE):
        found = _found(rule, now)
        lasting = {(one.category, one.division): one for one in HotlineSurge.objects.filter(ended_at=None)}
        fresh = [_begun(place, *found[place], now) for place in sorted(set(found) - set(lasting))]
        _go_on(lasting, found, rule, now)
        for one in fresh:
            _tell(one, rule, now)
    return len(fresh)


def _rule() -> SurgeRule | None:
    try:
        held = outside_found()
    except NoRelease:
        return None
    return held.surge if held else None


def _found(rule: SurgeRule, now: datetime) -> dict[Place, tuple[int, float]]:
    """The surges of the moment: how many there are and how many are usual. Reports are in no count."""
    begin = now - timedelta(hours=rule.hours)
    counts, before = _counts(begin, now), _counts(begin - timedelta(days=rule.history_days), begin)
    found = {}
    for place, count in counts.items():
        usual = usual_of(before[place], rule.hours, rule.history_days)
        if is_surge(count, usual, at_least=rule.at_least, times=rule.times, chance=rule.chance):
            found[place] = (count, round(usual, 2))
    return found


def _counts(since: datetime, until: datetime) -> Counter[Place]:
    rows = HotlineDemand.objects.filter(at__gte=since, at__lt=until, type__in=rules_in_force().open_types)
    return Counter(
        (category, (division or world().pack.division)[:COUNTY])
        for category, division in rows.values_list("category", "division")
    )


def _begun(place: Place, count: int, usual: float, now: datetime) -> HotlineSurge:
    category, county = place
    return HotlineSurge.objects.create(
        category=category, division=county, found_at=now, seen_at=now, count=count, usual=usual
    )  # fmt: skip


def _go_on(
    lasting: Mapping[Place, HotlineSurge], found: Mapping[Place, tuple[int, float]], rule: SurgeRule, now: datetime
) -> None:  # fmt: skip
    """Those that are still there are as big as they were at most; those not seen for a whole time are over."""
    for place, row in lasting.items():
        if place in found:
            row.seen_at, row.count = now, max(row.count, found[place][0])
        elif row.seen_at < now - timedelta(hours=rule.hours):
            row.ended_at = now
        row.save(update_fields=["seen_at", "count", "ended_at"])


def _tell(row: HotlineSurge, rule: SurgeRule, now: datetime) -> None:
    """One notice for everybody whose post the pack names."""
    names = division_names([f"{row.division}000000"])
    data = {
        "category": rules_in_force().category_label(row.category) or row.category,
        "place": names.get(f"{row.division}000000", row.division),
        "count": str(row.count), "usual": f"{row.usual:g}", "hours": str(rule.hours), "link": reverse("hotline:surges"),
    }  # fmt: skip
    for one in {held.account_id: held for held in holders_of(rule.may, now)}.values():
        key = f"hotline.surge:{row.id}:{one.account_id}"
        notice_send(account_id=one.account_id, template=rule.notice, data=data, key=key, now=now)

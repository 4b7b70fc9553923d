"""What the outside may read of demands: what came when, how far it has got, in the words that the case type publishes.

Never a title, a place or a word of what was said; never demands that are secret, anonymous, reports, or about a body.
A demand of a category of which there are fewer than ``fewest`` in its month is shown to its sender only: who knows
that a neighbour called must not find the call by its being the only one.
"""

from datetime import datetime, timedelta
from functools import reduce
from operator import or_
from typing import Any
from uuid import UUID

from django.db.models import Count, Max, Min, Q, QuerySet
from django.db.models.functions import TruncDay

from yiwang.engines.cases.public import case_words, cases_visible_to, state_changes
from yiwang.engines.cases.pure import CASE_TYPE
from yiwang.foundations.calendars.public import zone_current
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.loader import World, once_per_world

from ..domain.errors import HotlineRefused
from ..domain.shared import ChangeShared, Shared, SharedQuery
from ..models import HotlineBarred, HotlineDemand, HotlineRelayed
from ..policies import HOTLINE
from ..pure import DEFAULT, HOTLINE_RULES, HotlineOutside
from .months import months_within
from .rules import outside_found, rules_in_force

TOLD = "情况"
"""The line of a demand's page that says what was told (``services.opening.told_of``)."""

CHANGES_OF = timedelta(days=366)
"""Changes of older demands are asked by the demand's own number: counting all months ever would take too long."""

A_DAY = timedelta(days=1)
Rows = QuerySet[HotlineDemand]


def outside_in_force() -> HotlineOutside:
    """What the pack says of the outside. Raises HotlineRefused where the pack says nothing."""
    held = outside_found()
    if held is None:
        raise HotlineRefused("本站的热线没有对外的接口和看板。")
    return held


def demands_shared(query: SharedQuery, *, now: datetime) -> list[Shared]:
    """The demands that are asked for, as far as the asker may read them, the latest day first."""
    with as_actor(HOTLINE):
        rows = _readable(_asked(query), query)
        # within a day by id: what came before what would tell the minute to who sends one to see it come between
        ordered = rows.annotate(day=TruncDay("at", tzinfo=zone_current())).order_by("-day", "id")
        return _shared(list(ordered[query.skip : query.skip + query.limit]), query.sender, now)


def changes_shared(query: SharedQuery) -> list[ChangeShared]:
    """Changes of published states within a time, the oldest first; of one's own to the second, of others to the day."""
    with as_actor(HOTLINE):
        taken = HotlineDemand.objects.filter(at__lt=query.until, at__gte=query.since - CHANGES_OF)
        taken = HotlineDemand.objects.filter(id__in=query.ids) if query.ids else taken
        mine = taken.filter(_own(query.sender))
        found = _changes(mine, query, own=True) + _changes(_public(taken), query, own=False)
    once = {(one.id, one.seq): one for one in reversed(found)}
    held = sorted(once.values(), key=lambda one: (one.at, one.id, one.seq))
    return held[query.skip : query.skip + query.limit]


def _changes(rows: Rows, query: SharedQuery, *, own: bool) -> list[ChangeShared]:
    since, until = (query.since, query.until) if own else (_day_from(query.since), _day_from(query.until))
    found = state_changes(
        rows.values_list("case_id", flat=True), alike=alike(world()), since=since, until=until,
        days_of=None if own else zone_current(), limit=query.skip + query.limit,
    )  # fmt: skip
    held = HotlineDemand.objects.filter(case_id__in={one.case_id for one in found})
    ids, words = dict(held.values_list("case_id", "id")), published(world())
    return [
        ChangeShared(ids[one.case_id], one.seq, one.at if own else _day(one.at), *words[one.state])
        for one in found
        if one.state in words
    ]


def token_read(token: UUID) -> UUID | None:
    """The id that a token gives; None for a token that nobody was given."""
    with as_actor(HOTLINE):
        sent = HotlineRelayed.objects.filter(id=token, sender__startswith="client:").values("case_id")
        return HotlineDemand.objects.filter(case_id__in=sent).values_list("id", flat=True).first()


@once_per_world
def published(held: World) -> dict[str, tuple[bool, str]]:
    """The states of demands that are no reports: whether still open, and the word for everybody."""
    rules = held.get(HOTLINE_RULES, DEFAULT)
    states = [pair for one in rules.plain_case_types for pair in held.get(CASE_TYPE, one).states.items()]
    return {key: (state.kind != "final", state.public) for key, state in states}


@once_per_world
def alike(held: World) -> list[list[str]]:
    """States that everybody reads as the same word: going about among them is nobody's business outside."""
    words: dict[str, list[str]] = {}
    for key, (_, word) in published(held).items():
        words.setdefault(word, []).append(key)
    return [group for group in words.values() if len(group) > 1]


def _asked(query: SharedQuery) -> Rows:
    if query.ids:
        return HotlineDemand.objects.filter(id__in=query.ids)
    rows = HotlineDemand.objects.filter(at__gte=query.since - A_DAY, at__lt=query.until + A_DAY)
    rows = rows.filter(category__in=query.categories) if query.categories else rows
    if query.is_open is None:
        return rows
    return rows.filter(case_id__in=cases_visible_to(HOTLINE).filter(is_open=query.is_open).values("id"))


def _readable(rows: Rows, query: SharedQuery) -> Rows:
    """Of these, one's own taken in the time, and those for everybody that show a day within it."""
    own, public = rows.filter(_own(query.sender)), _public(rows)
    if not query.ids:
        own = own.filter(at__gte=query.since, at__lt=query.until)
        public = public.filter(at__gte=_day_from(query.since), at__lt=_day_from(query.until))
    return HotlineDemand.objects.filter(Q(id__in=own.values("id")) | Q(id__in=public.values("id")))


def _own(sender: str) -> Q:
    sent = HotlineRelayed.objects.filter(sender=sender) if sender else HotlineRelayed.objects.none()
    return Q(case_id__in=sent.values("case_id"))


def _public(rows: Rows) -> Rows:
    """Of these, what everybody may read."""
    spans = rows.aggregate(first=Min("at"), last=Max("at"))
    if spans["first"] is None:
        return rows.none()
    # one instant longer, so that a demand of a month's first instant has its month counted
    cells = _cells(spans["first"], spans["last"] + timedelta(microseconds=1))
    return rows.filter(_for_all(), reduce(or_, cells)) if cells else rows.none()


def _for_all() -> Q:
    """Neither secret nor anonymous, no report, about no body."""
    types, barred = rules_in_force().open_types, HotlineBarred.objects.values("root_id")
    return Q(keep_secret=False, is_anonymous=False, type__in=types) & ~Q(case_id__in=barred)


def _cells(since: datetime, until: datetime) -> list[Q]:
    """By month the categories of which there are enough to tell none of them by being few."""
    fewest = int(outside_in_force().fewest.value)
    found = []
    for _, begin, end in months_within(since, until):
        within = Q(at__gte=begin, at__lt=end)
        counted = HotlineDemand.objects.filter(_for_all() & within).values("category").annotate(n=Count("id"))
        enough = list(counted.filter(n__gte=fewest).order_by().values_list("category", flat=True))
        found += [within & Q(category__in=enough)] if enough else []
    return found


def _shared(rows: list[HotlineDemand], sender: str, now: datetime) -> list[Shared]:
    cases = {case.id: case for case in cases_visible_to(HOTLINE).filter(id__in=[row.case_id for row in rows])}
    words = case_words(cases.values(), now)
    changed = {one.case_id: one.at for one in state_changes(cases, alike=alike(world()))}
    sent = HotlineRelayed.objects.filter(sender=sender, case_id__in=cases) if sender else ()
    media = {one.case_id: one.media_url for one in sent}
    return [
        _one(row, cases[row.case_id], words[row.case_id].public, changed.get(row.case_id, row.at), media)
        for row in rows
        if row.case_id in cases
    ]


def _one(row: HotlineDemand, case: Any, word: str, changed: datetime, media: dict[UUID, str]) -> Shared:
    if row.case_id not in media:
        return Shared(row.id, row.category, case.is_open, word, _day(row.at), _day(changed))
    return Shared(
        row.id, row.category, case.is_open, word, row.at, changed, own=True, words=_words(case),
        due_at=case.due_at if case.is_open else None, media_url=media[row.case_id],
    )  # fmt: skip


def _day(at: datetime) -> datetime:
    """The beginning of a day: the minute of a call tells who watched somebody call which call it was."""
    return at.astimezone(zone_current()).replace(hour=0, minute=0, second=0, microsecond=0)


def _day_from(at: datetime) -> datetime:
    """The first beginning of a day at or after an instant: who asks from noon is not shown what shows that midnight."""
    day = _day(at)
    return day if day == at else _day(day + A_DAY + timedelta(hours=6))


def _words(case: Any) -> str:
    fields = case.data["form"].get("fields", [])
    return next((str(one["said"]) for one in fields if one.get("label") == TOLD), "")

"""The last months of a demo site, prepared by one of its publishers, released by another, reported once."""

from datetime import datetime

from yiwang.foundations.people.public import holders_of
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import HotlineRefused
from ..policies import HOTLINE, PUBLISH
from ..selectors.board import board_in_force, releases_public
from ..selectors.months import months_past
from .monthly import monthly_make
from .publishing import release_prepare, release_publish

MONTHS = 3
"""So many months are published: enough to choose among."""


def demo_months_publish(now: datetime) -> int:
    """Publish and report the last whole months; those that are published stay as they are. Returns how many are new.

    Nothing happens where the pack has no board, or fewer than two people to do it.
    """
    people = _people(now)
    try:
        board_in_force()
    except HotlineRefused:
        return 0
    there = {row.month for row in releases_public()}
    months = [month for month in months_past(now, MONTHS) if month not in there] if len(people) > 1 else []
    for month in months:
        with as_actor(people[0]):
            row = release_prepare(people[0], month, now=now)
            monthly_make(people[0], month, now=now)
        with as_actor(people[1]):
            release_publish(people[1], row, now=now)
    return len(months)


def _people(now: datetime) -> list[Actor]:
    """Those who publish, each person once."""
    with as_actor(HOTLINE):
        held = {one.account_id: one.hat.actor for one in holders_of(PUBLISH, now)}
    return list(held.values())

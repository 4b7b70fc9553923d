"""A word in the morning to those who answer for others' work: how much is overdue, how much is due today.

Each working day at the pack's time (parameter ``desk_morning_at``), to whoever holds a post with the permission
``desk.morning``, once a day and post however often it is called.
"""

from datetime import datetime, time

from django.urls import reverse

from yiwang.engines.cases.public import task_list
from yiwang.foundations.calendars.public import calendar_current
from yiwang.foundations.notices.public import notice_send
from yiwang.foundations.people.public import Colleague, holders_of
from yiwang.foundations.releases.public import NoRelease, world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.kernel.days import day_words
from yiwang.loader import parameter_found

from ..domain.days import day_end

MAY, AT, TEMPLATE = "desk.morning", "desk_morning_at", "desk_morning"
MOST = 200
WORKER = system_actor("morning")


def morning_send(now: datetime) -> int:
    """Tell everybody who is to be told this morning and has not been; returns how many were.

    Args:
        now: the instant; before the pack's time, or on a day off, nobody is told.
    """
    if not _is_time(now):
        return 0
    with as_actor(WORKER):
        people = holders_of(MAY, now)
    return sum([_tell(one, now) for one in people])


def _is_time(now: datetime) -> bool:
    try:
        held = world()
    except NoRelease:
        return False
    calendar = calendar_current()
    here = now.astimezone(calendar.tzinfo)
    value = parameter_found(held, AT, here.date())
    return (
        value is not None
        and here.time() >= time.fromisoformat(str(value))
        and calendar.is_working(here.date())
    )


def _tell(one: Colleague, now: datetime) -> bool:
    """One person under one post; who has nothing overdue and nothing due is left in peace."""
    end = day_end(now)
    with as_actor(one.hat.actor):
        rows = task_list(one.hat.actor, now, due_before=end, limit=MOST)
    overdue = sum(row.due_at is not None and row.due_at < now for row in rows)
    if not rows:
        return False
    here = now.astimezone(calendar_current().tzinfo)
    data = {
        "day": day_words(here),
        "post": one.hat.label,
        "overdue": _number(overdue),
        "due": _number(len(rows) - overdue),
        "link": reverse("desk:today"),
    }
    key = f"desk.morning:{here.date()}:{one.key}"
    return notice_send(account_id=one.account_id, template=TEMPLATE, data=data, key=key, now=now)


def _number(count: int) -> str:
    return f"{count}+" if count >= MOST else str(count)

"""Lines of the inbox and of case lists."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _

from yiwang.engines.cases.public import CaseRow, CaseWords, TaskRow
from yiwang.foundations.calendars.public import calendar_current
from yiwang.kernel.lights import Light
from yiwang.kernel.worktime import Unit, elapsed


@dataclass(frozen=True)
class TaskLine:
    """One task as the inbox shows it."""

    url: str
    light: Light
    why: str
    title: str
    step: str
    applicant: str
    number: str
    opened_at: datetime
    left: str
    unit: str


def task_lines(
    rows: Iterable[TaskRow],
    steps: Mapping[str, str],
    units: Mapping[str, str],
    people: Mapping[UUID, str],
    now: datetime,
) -> list[TaskLine]:
    """Rows of tasks with the words of their steps, units and applicants."""
    return [_task_line(row, steps, units, people, now) for row in rows]


def _task_line(
    row: TaskRow,
    steps: Mapping[str, str],
    units: Mapping[str, str],
    people: Mapping[UUID, str],
    now: datetime,
) -> TaskLine:
    left = time_left(row.due_at, row.paused, now)
    return TaskLine(
        reverse("desk:case", args=[row.number]),
        row.light(now),
        left,
        row.title,
        steps.get(row.step, row.step),
        people.get(row.case_id, ""),
        row.number,
        row.opened_at,
        left,
        units.get(row.unit_id, row.unit_id),
    )


def time_left(due_at: datetime | None, paused: bool, now: datetime) -> str:
    """How long until the limit, in words: 今天 17:00 前, 还剩 3 个工作日, 已超 2 个工作日."""
    if paused:
        return _("已暂停计时")
    if due_at is None:
        return _("没有期限")
    if timezone.localtime(due_at).date() == timezone.localtime(now).date():
        clock = f"{timezone.localtime(due_at):%H:%M}"
        return _("今天已到期") if due_at < now else _("今天 {0} 前").format(clock)
    first, last = sorted((due_at, now))
    days = elapsed(first, last, Unit.WORKING_DAY, calendar_current())
    return _("已超 {0} 个工作日").format(days) if due_at < now else _("还剩 {0} 个工作日").format(days)


def clock_left(state: str, due_at: datetime | None, now: datetime) -> str:
    """How a clock stands, in words; one that stands still is not counted down."""
    still = {"met": _("已按时完成"), "breached": _("没有按时完成"), "void": _("不再计算")}
    return still.get(state) or time_left(due_at, state == "paused", now)


@dataclass(frozen=True)
class CaseLine:
    """One case as the search shows it."""

    url: str
    title: str
    number: str
    state_label: str
    due_at: datetime | None
    unit: str


def case_lines(
    rows: Iterable[CaseRow], words: Mapping[UUID, CaseWords], units: Mapping[str, str]
) -> list[CaseLine]:
    """Rows of cases with the words of their states and units."""
    return [
        CaseLine(
            reverse("desk:case", args=[row.number]),
            row.title,
            row.number,
            words[row.id].label,
            row.due_at,
            units.get(row.owner_unit_id, row.owner_unit_id),
        )
        for row in rows
    ]

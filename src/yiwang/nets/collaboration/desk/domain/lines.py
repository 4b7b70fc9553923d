"""Lines of the inbox and of case lists."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone
from django.utils.translation import gettext as _

from yiwang.engines.cases.public import MAY_ASSIGN, CaseRow, CaseWords, TaskRow, Timeline
from yiwang.faces.matter.public import case_address
from yiwang.foundations.calendars.public import calendar_current
from yiwang.foundations.people.public import Colleague
from yiwang.kernel.actor import Actor
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
    holder: str
    pick: str
    changed: bool = False


@dataclass(frozen=True)
class Words:
    """What the ids in rows of tasks are called: steps, units, applicants by case, accounts, posts."""

    steps: Mapping[str, str] = field(default_factory=dict)
    units: Mapping[str, str] = field(default_factory=dict)
    people: Mapping[UUID, str] = field(default_factory=dict)
    accounts: Mapping[UUID, str] = field(default_factory=dict)
    posts: Mapping[str, str] = field(default_factory=dict)

    def holder(self, account_id: UUID | None, post_id: str | None) -> str:
        """Who has a task: a person, a post, or nobody in particular."""
        if account_id is not None:
            return self.accounts.get(account_id, _("已停用的账号"))
        return self.posts.get(post_id, post_id) if post_id else ""


def task_lines(
    rows: Iterable[TaskRow], words: Words, now: datetime, changed: Collection[UUID] = ()
) -> list[TaskLine]:
    """Rows of tasks with the words of their steps, units, applicants and holders; ``changed`` names cases."""
    return [_task_line(row, words, now, row.case_id in changed) for row in rows]


def _task_line(row: TaskRow, words: Words, now: datetime, changed: bool) -> TaskLine:
    left = time_left(row.due_at, row.paused, now)
    return TaskLine(
        case_address(row.number),
        row.light(now),
        left,
        row.title,
        words.steps.get(row.step, row.step),
        words.people.get(row.case_id, ""),
        row.number,
        row.opened_at,
        left,
        words.units.get(row.unit_id, row.unit_id),
        words.holder(row.account_id, row.post_id),
        f"{row.case_id}:{row.id}",
        changed,
    )


@dataclass(frozen=True)
class HeldTask:
    """An open task on the page of its case: who has it, and what this hat may do with it."""

    id: UUID
    step: str
    unit: str
    holder: str
    since: datetime
    mine: bool
    may_take: bool
    may_give: bool
    to: tuple[Colleague, ...] = ()


def held_tasks(
    times: Timeline, actor: Actor, words: Words, colleagues: Sequence[Colleague] = ()
) -> list[HeldTask]:
    """The open tasks as the page of their case shows them; what is offered, the act itself decides.

    Args:
        times: the case's time line.
        actor: who looks.
        words: what accounts and posts are called.
        colleagues: whom they could be given to; each task is offered to those whose post does such work.
    """
    pairs = zip(times.tasks, times.holders, strict=True)
    made = [(task, _held(task, holder.step, holder.unit, actor, words)) for task, holder in pairs]
    return [replace(held, to=tuple(one for one in colleagues if _does(one, task))) for task, held in made]


def _does(one: Colleague, task: Any) -> bool:
    hat = one.hat.actor
    return task.unit_id in hat.own_units and (not task.may or hat.has(task.may))


def _held(task: Any, step: str, unit: str, actor: Actor, words: Words) -> HeldTask:
    own = task.unit_id in actor.own_units
    mine = task.account_id is not None and task.account_id in (actor.account_id, actor.stands_for)
    free = task.account_id is None and task.post_id in (None, actor.post)
    holder = words.holder(task.account_id, task.post_id)
    gives = own and actor.has(MAY_ASSIGN)
    return HeldTask(task.id, step, unit, holder, task.opened_at, mine, own and free, gives)


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
            case_address(row.number),
            row.title,
            row.number,
            words[row.id].label,
            row.due_at,
            units.get(row.owner_unit_id, row.owner_unit_id),
        )
        for row in rows
    ]


@dataclass(frozen=True)
class FollowedLine:
    """A case that one follows: with its light, and how long is left."""

    line: CaseLine
    id: UUID
    light: Light | None
    left: str


def followed_lines(
    rows: Sequence[CaseRow], words: Mapping[UUID, CaseWords], units: Mapping[str, str], now: datetime
) -> list[FollowedLine]:
    """Rows of followed cases with the words of their states and units."""
    lines = zip(rows, case_lines(rows, words, units), strict=True)
    return [FollowedLine(line, row.id, row.light(now), _left(row, now)) for row, line in lines]


def _left(row: CaseRow, now: datetime) -> str:
    return time_left(row.due_at, row.paused, now) if row.is_open else ""

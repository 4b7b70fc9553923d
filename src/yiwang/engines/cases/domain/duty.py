"""Work that comes at night or on a holiday: it goes to who is on duty for its unit, and back when work begins.

A step says so (``off_hours``). Its task is opened with the unit of the post that is worn on duty, and by name where one
person alone is on duty there; the unit joins the case for that time. A clock of the task, which is no limit but an
alarm, rings when work has begun; the act it does gives the task back. Nobody on duty: the unit has it, as by day.
"""

from collections.abc import Sequence
from datetime import datetime
from typing import Final

from yiwang.kernel.replacing import replace

from .acting import Watch
from .machine import OffHours, Step
from .registers import ASSIGNEES
from .values import Case, Task, UnitPart
from .work import Work

PART: Final = "duty"


def on_watch(work: Work, step: Step, unit: str) -> Sequence[Watch]:
    """Who on duty may do the step for this unit now; nobody in working time."""
    if step.off_hours is None or not work.calendar.is_off(work.now):
        return ()
    return [one for one in work.facts.duty(unit, work.now) if _may(work, step, one)]


def night_task(work: Work, case: Case, step: Step, watches: Sequence[Watch]) -> tuple[Case, Task]:
    """The case with the unit of the first on duty in it, and the task as that unit has it."""
    watch = watches[0]
    if all(held.unit != watch.unit for held in case.units):
        case = replace(case, units=(*case.units, UnitPart(watch.unit, PART)))
    alone = sum(one.unit == watch.unit for one in watches) == 1
    task = Task(work.facts.new_id(), case.id, step.id, watch.unit, work.now, may=step.may,
                account_id=watch.account_id if alone else None, post_id=watch.post if alone else None)  # fmt: skip
    return case, task


def _may(work: Work, step: Step, watch: Watch) -> bool:
    return not step.may or any(step.may in work.facts.may.get(role, ()) for role in watch.roles)


def is_night_task(case: Case, task: Task, off_hours: OffHours | None, now: datetime) -> bool:
    """Whether somebody on duty has this task: its alarm has not rung yet, or rings at this instant."""
    if off_hours is None:
        return False
    alarms = (clock for clock in case.clocks if clock.key == off_hours.clock and clock.task_id == task.id)
    return any(alarm.stopped_at in (None, now) for alarm in alarms)


def call_watch(work: Work, before: Case, after: Case, event: int) -> None:
    """Tell everybody on duty at once of each task that has just come to them."""
    old, steps = {task.id for task in before.tasks}, work.machine(after).steps
    for task in (one for one in after.open_tasks if one.id not in old):
        step = steps[task.step]
        if step.off_hours and is_night_task(after, task, step.off_hours, work.now):
            for watch in work.facts.duty(_by_day(after, step), work.now):
                body = {"to": f"account:{watch.account_id}", "may": "", "data": {"step": step.label}}
                work.follow("notice", step.off_hours.notice, after, event, body)


def hand_back(work: Work, case: Case, names: Sequence[str]) -> Case:
    """Give the tasks of these steps that people on duty still have to the units that have them by day."""
    if not names:
        return case
    steps = work.machine(case).steps

    def back(task: Task) -> Task:
        step = steps[task.step]
        if task.state != "open" or task.step not in names:
            return task
        if not is_night_task(case, task, step.off_hours, work.now):
            return task
        return replace(task, unit_id=_by_day(case, step), account_id=None, post_id=None)

    case = replace(case, tasks=tuple(back(task) for task in case.tasks))
    left = {task.unit_id for task in case.open_tasks}
    units = tuple(held for held in case.units if held.part != PART or held.unit in left)
    return replace(case, units=units)


def _by_day(case: Case, step: Step) -> str:
    return ASSIGNEES[step.assign](case, step.argument)[0]

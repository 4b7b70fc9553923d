"""Tasks: opened by acts, closed by acts, and never left behind by a closed case."""

from datetime import datetime

from yiwang.kernel.actor import Actor
from yiwang.kernel.replacing import replace

from .clocks import start_clock
from .duty import night_task, on_watch
from .machine import Machine, Step
from .registers import ASSIGNEES
from .values import Case, Clock, Task
from .who import is_for
from .work import Work


def open_task(work: Work, case: Case, step: Step) -> Case:
    """Open a step's task with each unit its assignee rule finds; an open one of the same step stays as it is."""
    has = {task.unit_id for task in case.open_tasks if task.step == step.id}
    for unit in (one for one in ASSIGNEES[step.assign](case, step.argument) if one not in has):
        watches = on_watch(work, step, unit)
        if not watches:
            case = _opened(work, case, step, unit)
        elif watches[0].unit not in has:
            case = _for_watch(work, *night_task(work, case, step, watches), step)
    return case


def _opened(work: Work, case: Case, step: Step, unit: str) -> Case:
    task = Task(work.facts.new_id(), case.id, step.id, unit, work.now, may=step.may)
    case = replace(case, tasks=(*case.tasks, task))
    return start_clock(work, case, work.machine(case).clocks[step.clock], task) if step.own_clock else case


def _for_watch(work: Work, case: Case, task: Task, step: Step) -> Case:
    """With the alarm at whose ringing the task goes back, and the clock of its own that the step wants."""
    rules, keys = work.machine(case).clocks, [step.off_hours.clock] if step.off_hours else []
    case = replace(case, tasks=(*case.tasks, task))
    for key in [*keys, *([step.clock] if step.own_clock else [])]:
        case = start_clock(work, case, rules[key], task)
    return case


def close_own(case: Case, steps: tuple[str, ...], actor: Actor, now: datetime) -> Case:
    """Close the actor's own open tasks of these steps; those of other units stay."""
    if not steps:
        return case
    mine = {task.id for task in case.open_tasks if task.unit_id in actor.own_units and is_for(task, actor)}
    tasks = (_closed(task, steps, now, "done") if task.id in mine else task for task in case.tasks)
    return replace(case, tasks=tuple(tasks))


def close_tasks(case: Case, steps: tuple[str, ...], now: datetime, state: str = "done") -> Case:
    """Close the open tasks of these steps (``*`` = all)."""
    if not steps or not case.tasks:
        return case
    return replace(case, tasks=tuple(_closed(task, steps, now, state) for task in case.tasks))


def _closed(task: Task, steps: tuple[str, ...], now: datetime, state: str) -> Task:
    if task.state != "open" or not (task.step in steps or "*" in steps):
        return task
    return replace(task, state=state, closed_at=now)  # type: ignore[arg-type]


def put_clock(work: Work, case: Case, clock: Clock) -> Case:
    """The case with this clock in place of the one of its id, and with the due dates that follow from it."""
    held = tuple(clock if other.id == clock.id else other for other in case.clocks)
    return work.put(timed(replace(case, clocks=held), work.machine(case)))


def timed(case: Case, machine: Machine) -> Case:
    """Give every open task, and the case itself, the due date of the clock it hangs on."""
    tasks = tuple(_timed(task, case, machine) if task.state == "open" else task for task in case.tasks)
    if machine.derived:
        return replace(case, tasks=tasks)
    main = _main_clock(case, machine)
    due = main.due_at if main else None
    warn, paused = (main.warn_at, main.state == "paused") if main and main.ticking else (None, False)
    return replace(case, tasks=tasks, due_at=due, warn_at=warn, paused=paused)


def _main_clock(case: Case, machine: Machine) -> Clock | None:
    """The clock that speaks for the case: its main one once started, before that any that runs."""
    main = case.clock(machine.main_clock) if machine.main_clock else None
    return main or next((clock for clock in case.clocks if clock.ticking and clock.task_id is None), None)


def _timed(task: Task, case: Case, machine: Machine) -> Task:
    step = machine.steps[task.step]
    clock = _clock_of(task, step, case) or _main_clock(case, machine)
    if clock is None or not clock.ticking:
        return _due(task, None, None, paused=False)
    if clock.state == "paused":
        return _due(task, None, None, paused=True)
    return _due(task, clock.due_at, clock.warn_at, paused=False)


def _due(task: Task, due: datetime | None, warn: datetime | None, *, paused: bool) -> Task:
    """The task with these times; the very same one if it has them already."""
    if (task.due_at, task.warn_at, task.paused) == (due, warn, paused):
        return task
    return replace(task, due_at=due, warn_at=warn, paused=paused)


def _clock_of(task: Task, step: Step, case: Case) -> Clock | None:
    if not step.clock:
        return None
    return case.clock_of(step.clock, task) or case.clock(step.clock)

"""The pure core: what an act does to a matter, or why it is refused.

The service only locks, loads, decides and writes; scenarios, property tests, migration dry runs and "what may I do
here" use the same functions. Nothing here reads a clock, a table or a random source: ``now`` and ``facts`` come in.
"""

from collections.abc import Mapping
from datetime import datetime

from yiwang.kernel.actor import Actor
from yiwang.kernel.worktime import WorkCalendar

from .acting import Decision, Facts, Refusal, Request
from .intake import late_refusal, note_intake
from .machine import Act, Machine
from .marks import work_off
from .perform import perform, refusal
from .tree import settle
from .values import Case, Matter
from .work import Work


def decide(
    matter: Matter,
    request: Request,
    machines: Mapping[str, Machine],
    facts: Facts,
    calendar: WorkCalendar,
    now: datetime,
) -> Decision | Refusal:
    """Do one act.

    Args:
        matter: the matter as loaded, whole.
        request: who asks for what on which case.
        machines: the machines of all types in the matter, by id.
        facts: permissions and parameters of the day.
        calendar: the working calendar of today.
        now: the instant of the act; aware.
    """
    work = Work(matter, machines, facts, calendar, now)
    case = matter.cases[request.case_id]
    act = machines[case.type].acts.get(request.act)
    refused = _refusal(work, case, act, request)
    if refused is not None or act is None:
        return refused or Refusal("act.unknown", f"这类办件没有“{request.act}”这个动作。")
    perform(work, case.id, act, request.actor, request.data)
    note_intake(work, work.case(case.id), act, request.data)
    settle(work)
    return _decision(matter, work)


def _refusal(work: Work, case: Case, act: Act | None, request: Request) -> Refusal | None:
    if act is None:
        return None
    if request.version is not None and request.version != case.version:
        return Refusal("act.version", "这个办件刚刚被别人办过，您看到的已经不是最新内容；请刷新后再办。")
    if request.task is not None and all(task.id != request.task for task in case.open_tasks):
        return Refusal("task.gone", "这项待办已经办完，或者已经撤销；请刷新后再看。")
    refused = refusal(work, case, act, request.actor, request.data)
    return refused or late_refusal(work, case, act)


def acts_for(
    matter: Matter,
    case: Case,
    actor: Actor,
    machines: Mapping[str, Machine],
    facts: Facts,
    calendar: WorkCalendar,
    now: datetime,
) -> list[tuple[Act, Refusal | None]]:
    """What an actor may do on a case now: every act of its hat that leaves this state, with why not where it is not."""
    work = Work(matter, machines, facts, calendar, now)
    acts = [act for act in machines[case.type].acts.values() if act.leaves(work.state(case))]
    answers = [(act, refusal(work, case, act, actor, None) or late_refusal(work, case, act)) for act in acts]
    return [(act, why) for act, why in answers if why is None or why.code != "act.who"]


def clock_marks(
    matter: Matter, machines: Mapping[str, Machine], facts: Facts, calendar: WorkCalendar, now: datetime
) -> Decision | None:
    """Work off every mark of the matter's clocks that is due: warnings, breaches and what follows. None if none is."""
    work = Work(matter, machines, facts, calendar, now)
    if not work_off(work):
        return None
    settle(work)
    return _decision(matter, work)


def _decision(before: Matter | None, work: Work) -> Decision:
    return Decision(before, work.matter, tuple(work.events), tuple(work.consequences), tuple(work.rulings))

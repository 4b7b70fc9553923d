"""One act on one case: first whether it may be done, then what it does."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from yiwang.kernel.actor import Actor, system_actor
from yiwang.kernel.replacing import replace

from . import clocks
from .acting import Facts, Refusal
from .admitting import admission_problems
from .data import data_problems, said
from .duty import call_watch, hand_back
from .keeping import READ_ONLY
from .limits import limits_refusal
from .links import MERGED, link_problems, linked, tell_linked
from .machine import Act
from .recusing import RECUSED, recuse, recused
from .registers import GUARDS, REACHES
from .rulings import remember, ruling_problems
from .splitting import due_with_whole, parts_of, split_problems
from .tasks import close_own, close_tasks, open_task, timed
from .units import missing_part, move_units, unit_problems
from .values import Case
from .who import held_by_another, may_perform
from .work import Work

DEEMED = "deemed_acceptance"
"""The citation without which no silence accepts, whatever the case type says."""

FLOW = system_actor("flow")
"""The hat under which an act's ``then`` acts are logged."""

NOBODY = "办理“{0}”要交给某个单位，这个办件还没有这样的单位；请先确定单位。"


def refusal(work: Work, case: Case, act: Act, actor: Actor, data: Mapping[str, Any] | None) -> Refusal | None:
    """Why this actor cannot do this act now; None if it can. ``data`` None asks without looking at the data.

    The state comes first: who has been overtaken by a colleague must read that, not that the right is missing.
    """
    if work.matter.root.archived_at is not None:
        return READ_ONLY
    state = work.state(case)
    if not act.leaves(state):
        return Refusal(
            "act.state", f"办件现在是“{state.label}”，不能办理“{act.label}”；请刷新后按当前状态办理。"
        )
    if not may_perform(case, act, actor, work.facts):
        return _stranger(case, act, actor, work.facts)
    if recused(case, actor):
        return RECUSED
    if _has_done(case, act.not_by, actor):
        return Refusal("act.same_person", f"前一步是您本人办的，“{act.label}”须由另一个人办理。")
    held_back = limits_refusal(work, case, act) or _held_back(work, case, act, actor)
    return held_back or (_data_refusal(work, case, act, actor, data) if data is not None else None)


def _stranger(case: Case, act: Act, actor: Actor, facts: Facts) -> Refusal:
    if held_by_another(case, act, actor, facts):
        sentence = f"这项待办已经交给别人，您不能办理“{act.label}”；需要换人的，请由科室负责人改派。"
        return Refusal("act.held", sentence)
    return Refusal("act.who", f"您当前的身份不能办理“{act.label}”；请换用有权限的岗位，或者转给承办单位。")


def _has_done(case: Case, acts: tuple[str, ...], actor: Actor) -> bool:
    """Whether this person, under whatever hat, did one of these acts on the case."""
    done = case.section("done")
    return actor.account_id is not None and any(done.get(name) == str(actor.account_id) for name in acts)


def _held_back(work: Work, case: Case, act: Act, actor: Actor) -> Refusal | None:
    if act.when is not None and act.when.truth(environment(work, case, actor)) is not True:
        return Refusal("act.guard", act.say or f"现在还不具备办理“{act.label}”的条件。")
    if act.deems and not (case.section("terms").get("law") or {}).get(DEEMED):
        return Refusal("act.guard", "没有哪部法律规定本事项逾期视为受理；请收件单位尽快办理。")
    for guard in act.guards:
        sentence = GUARDS[guard.id](work.matter, case, work.machines, guard.argument)
        if sentence:
            return Refusal("act.guard", sentence)
    return Refusal("act.unit", NOBODY.format(act.label)) if missing_part(case, act) else None


def _data_refusal(work: Work, case: Case, act: Act, actor: Actor, data: Mapping[str, Any]) -> Refusal | None:
    problems = data_problems(act, data)
    problems = problems or unit_problems(act, data, actor, work.facts)
    parent = work.case(case.parent_id) if case.parent_id else None
    problems = problems or admission_problems(case, parent, act, data, actor, work.facts)
    problems = problems or split_problems(work, case, act, data)
    problems = problems or link_problems(case, act, data, work.facts) or ruling_problems(act, data)
    if not problems:
        return None
    return Refusal("act.data", f"办理“{act.label}”还缺内容：" + " ".join(problems.values()), problems)


def environment(work: Work, case: Case, actor: Actor) -> dict[str, Any]:
    """The roots that conditions of acts may read: ``case, task, actor, now, param``."""
    terms = case.section("terms")
    held = {"number": case.number, "state": case.state, "type": case.type, "subject": case.subject}
    sections = {name: dict(case.section(name)) for name in ("form", "kept", "counts", "intake")}
    law, flags = dict(terms.get("law") or {}), dict(terms.get("flags") or {})
    mine = next((task for task in case.open_tasks if task.unit_id in actor.own_units), None)
    return {
        "case": {
            **held,
            **sections,
            "law": law,
            "flags": flags,
            "units": {part: list(case.units_as(part)) for part in {held.part for held in case.units}},
            "merged": bool(case.linked(MERGED)),
            "members": case.members,
            "opened_at": work.calendar.local(case.opened_at),
        },
        "task": {"step": mine.step, "opened_at": mine.opened_at} if mine else {},
        "actor": {"audience": actor.audience, "unit": actor.unit, "roles": sorted(actor.roles)},
        "now": work.calendar.local(work.now),
        "param": work.facts.param,
    }


def perform(work: Work, case_id: UUID, act: Act, actor: Actor, data: Mapping[str, Any]) -> int:
    """Do an act that was not refused: state, tasks, clocks, log row, consequences, ``then``. Gives the row's index."""
    before = work.case(case_id)
    after = _signed(_moved(work, before, act, actor, data), work.machine(before).signed_acts, act, actor)
    after = recuse(after, actor) if act.recuses else after
    public = said(act, act.public, data, work.facts.named) if act.public else ""
    event = work.log(before, after.state, act.id, actor, public, {"data": dict(data)} if data else {})
    work.put(after)
    _announce(work, after, act, event, data)
    call_watch(work, before, after, event)
    tell_linked(work, before, after, event)
    remember(work, after, act, event, data)
    _split(work, after, act, actor, data)
    _cascade(work, after, act, actor)
    for name in act.then:
        try_perform(work, case_id, name, FLOW)
    return event


def _signed(case: Case, watched: frozenset[str], act: Act, actor: Actor) -> Case:
    """Remember who did it, where another act asks for another pair of eyes."""
    if act.id not in watched or actor.account_id is None:
        return case
    return case.with_section("done", **{act.id: str(actor.account_id)})


def try_perform(
    work: Work, case_id: UUID, name: str, actor: Actor, data: Mapping[str, Any] | None = None
) -> bool:
    """Do an act if it is not refused; says whether it was done."""
    case = work.case(case_id)
    act = work.machine(case).acts.get(name)
    if act is None or refusal(work, case, act, actor, data or {}):
        return False
    perform(work, case_id, act, actor, data or {})
    return True


def _split(work: Work, case: Case, act: Act, actor: Actor, data: Mapping[str, Any]) -> None:
    """Open the cases that an act splits off below its own, each as its type says."""
    for line, part in parts_of(work, case, act, data):
        work.put(part)
        perform(work, part.id, work.machine(part).opening, actor, {})
        due_with_whole(work, case, act, line, work.case(part.id))


def _moved(work: Work, case: Case, act: Act, actor: Actor, data: Mapping[str, Any]) -> Case:
    machine = work.machine(case)
    case = _kept(replace(case, state=act.to) if act.to else case, act, data)
    case = linked(move_units(work, case, act, actor, data), act, data, work.facts)
    case = clocks.move_clocks(work, case, act.clocks)
    case = close_own(close_tasks(case, act.closes, work.now), act.closes_own, actor, work.now)
    case = hand_back(work, case, act.hands_back)
    for step in act.opens:
        case = open_task(work, case, machine.steps[step])
    return timed(_settled(work, clocks.end_own(work, case)), machine)


def _kept(case: Case, act: Act, data: Mapping[str, Any]) -> Case:
    kept = {key: data[key] for key in act.keep if data.get(key) not in (None, "", [])}
    if act.waives_after:
        kept["after_waived"] = True
    if act.deems:
        kept["deemed"] = True
    if kept:
        case = case.with_section("kept", **kept)
    return (
        case.with_section("counts", **{act.id: case.section("counts").get(act.id, 0) + 1})
        if act.counted
        else case
    )


def _settled(work: Work, case: Case) -> Case:
    """A closed case has no open task and no live clock; a reopened one is no longer closed."""
    if work.state(case).kind != "final":
        return case if case.closed_at is None else replace(case, closed_at=None)
    case = close_tasks(case, ("*",), work.now, "void")
    return replace(clocks.void_all(case, work.now), closed_at=work.now)


def _announce(work: Work, case: Case, act: Act, event: int, data: Mapping[str, Any]) -> None:
    for effect in act.within:
        work.follow("within", effect.id, case, event, {**effect.with_, "data": dict(data)})
    for effect in act.after:
        if effect.id in REACHES and not REACHES[effect.id](case):
            continue
        work.follow("after", effect.id, case, event, {**effect.with_, "data": dict(data)})
    work.tell(case, act.notify, event, data)


def _cascade(work: Work, case: Case, act: Act, actor: Actor) -> None:
    """Do an act of the same name on every open child, as the same actor, where it is not refused."""
    if not act.cascade:
        return
    for child in [other.id for other in work.matter if other.parent_id == case.id]:
        try_perform(work, child, act.cascade, actor)

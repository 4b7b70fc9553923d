"""Which units take part: an act lets them join and leave, and no task stays with a unit that has left."""

from collections.abc import Iterable, Mapping
from typing import Any

from yiwang.kernel.actor import Actor
from yiwang.kernel.replacing import replace

from .acting import Facts, UnitFact
from .machine import Act, Field, UnitMove
from .values import Case, Task, UnitPart
from .work import Work

ONE_ONLY = ("main", "intake", "arbiter")
"""Parts that one unit plays at a time: who comes takes the place of who was."""

GONE = "没有名为“{0}”的单位，或者已经撤销；请从列出的单位中选一个。"
TOO_FAR = {
    "own": "“{0}”不是本单位内部的科室；请选本单位的科室。",
    "below": "“{0}”不是本单位的科室，也不在本辖区以下；请选下级单位。",
}


def move_units(work: Work, case: Case, act: Act, actor: Actor, data: Mapping[str, Any]) -> Case:
    """The case after an act's units have joined and left.

    What each unit was asked for itself (``each_unit``) ends with its leaving; any other task is the main unit's then.
    """
    before = {held.unit for held in case.units}
    for move in act.units:
        case = _ended(case, move, actor, data) if move.end else _joined(case, move, actor, data)
    left = before - {held.unit for held in case.units}
    return _without(work, case, left) if left else case


def _joined(case: Case, move: UnitMove, actor: Actor, data: Mapping[str, Any]) -> Case:
    for unit in units_named(move.to, case, actor, data):
        alone = move.part in ONE_ONLY
        kept = [held for held in case.units if held.part != move.part or not (alone or held.unit == unit)]
        case = replace(case, units=(*kept, UnitPart(unit, move.part)))  # type: ignore[arg-type]
        case = replace(case, owner_unit_id=unit) if move.part == "main" else case
    return case


def _ended(case: Case, move: UnitMove, actor: Actor, data: Mapping[str, Any]) -> Case:
    gone = set(units_named(move.to, case, actor, data) if move.to else case.units_as(move.part))
    return replace(
        case, units=tuple(held for held in case.units if held.part != move.part or held.unit not in gone)
    )


def _without(work: Work, case: Case, left: set[str]) -> Case:
    steps = work.machine(case).steps
    stay = any(task.unit_id not in left for task in case.open_tasks)

    def followed(task: Task) -> Task:
        if task.state != "open" or task.unit_id not in left:
            return task
        if stay and steps[task.step].assign == "each_unit":
            return replace(task, state="void", closed_at=work.now)
        return replace(task, unit_id=case.owner_unit_id, account_id=None, post_id=None)

    return _once(work, replace(case, tasks=tuple(followed(task) for task in case.tasks)))


def _once(work: Work, case: Case) -> Case:
    """No unit has the same step twice: what came to it a second time ends."""
    seen, kept = set[tuple[str, str]](), []
    for task in case.tasks:
        again = task.state == "open" and (task.step, task.unit_id) in seen
        kept.append(replace(task, state="void", closed_at=work.now) if again else task)
        seen |= {(task.step, task.unit_id)} if task.state == "open" else set()
    return replace(case, tasks=tuple(kept))


def units_named(to: str, case: Case, actor: Actor, data: Mapping[str, Any]) -> tuple[str, ...]:
    """The units that a move speaks of: what a field says, who plays a part, a unit by id, or the actor's own."""
    kind, _, name = to.partition(":")
    if kind == "field":
        said = data.get(name) or ()
        return (said,) if isinstance(said, str) else tuple(said)
    if kind == "part":
        return case.units_as(name)
    return (name,) if kind == "unit" else tuple(filter(None, (actor.unit,)))


def missing_part(case: Case, act: Act) -> str:
    """The part nobody plays although an act hands the case to it; "" if there is none."""
    asked = [
        move.to.removeprefix("part:") for move in act.units if move.to.startswith("part:") and not move.end
    ]
    return next((part for part in asked if not case.units_as(part)), "")


def unit_problems(act: Act, data: Mapping[str, Any], actor: Actor, facts: Facts) -> dict[str, str]:
    """What is wrong with the units that the data of an act names, by field key."""
    if facts.units is None:
        return {}
    told = {held.key: _problem(held, units_said(held, data), actor, facts.units) for held in act.data}
    return {key: sentence for key, sentence in told.items() if sentence}


def units_said(held: Field, data: Mapping[str, Any]) -> Iterable[str]:
    """The units that a field of an act names."""
    value = data.get(held.key) or ()
    if held.type == "parts":
        return [str(line["unit"]) for line in value]
    if held.type == "unit":
        return (value,) if value else ()
    return value if held.type == "units" else ()


def _problem(held: Field, said: Iterable[str], actor: Actor, units: Mapping[str, UnitFact]) -> str:
    for unit in said:
        if unit not in units:
            return GONE.format(unit)
        if held.reach and not within_reach(units[unit], units.get(actor.unit), held.reach):
            return TOO_FAR[held.reach].format(unit)
    return ""


def within_reach(unit: UnitFact, own: UnitFact | None, reach: str) -> bool:
    """Whether a unit is of the own body, or (``below``) of a body of a place below the own one."""
    if own is None:
        return False
    lower = reach == "below" and len(unit.places) > len(own.places)
    return unit.body == own.body or (lower and own.places == unit.places[: len(own.places)])

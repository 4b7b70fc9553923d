"""The two pure registers: guards that hold an act back, and assignees that find a task's unit.

Their ids are declared in ``definitions.registers``; a test holds that what is declared is bound here.
"""

from collections.abc import Callable, Mapping

from .machine import Machine
from .values import Case, Matter, Need

Guard = Callable[[Matter, Case, Mapping[str, Machine], str], str]
"""Answers "" to let the act pass, else the sentence that says why not and what would mend it."""

Assignee = Callable[[Case, str], tuple[str, ...]]
"""Gives the ids of the units that must do a step, each on its own; one at least."""


def need_met(matter: Matter, need: Need, machines: Mapping[str, Machine]) -> bool:
    """Whether a predecessor has given its result, or has closed, as the need says (``design.md`` §5, Trees)."""
    other = matter.cases[need.case_id]
    state = machines[other.type].state(other.state)
    return state.gives_result if need.needs == "result" else state.kind == "final"


def after_met(matter: Matter, case: Case, machines: Mapping[str, Machine]) -> bool:
    """Whether every ``after`` of a case is met, or the applicant supplied the result otherwise."""
    waived = case.section("kept").get("after_waived", False)
    return bool(waived) or all(need_met(matter, need, machines) for need in case.after)


def _guard_after_met(matter: Matter, case: Case, machines: Mapping[str, Machine], argument: str) -> str:
    return "" if after_met(matter, case, machines) else "前面的事项还没有出结果，请等它办结后再办。"


def _guard_children_closed(matter: Matter, case: Case, machines: Mapping[str, Machine], argument: str) -> str:
    below = [other for other in matter if other.parent_id == case.id]
    open_ones = [other for other in below if machines[other.type].state(other.state).kind != "final"]
    return f"还有 {len(open_ones)} 个子办件没有办结，请先办完。" if open_ones else ""


def _guard_gathering_open(matter: Matter, case: Case, machines: Mapping[str, Machine], argument: str) -> str:
    closed = matter.root.section("gather").get("closed_at")
    return "一次性告知已经完成；再要求补正须经单位负责人批准，请用“申请补充告知”。" if closed else ""


def _guard_gathering_closed(
    matter: Matter, case: Case, machines: Mapping[str, Machine], argument: str
) -> str:
    closed = matter.root.section("gather").get("closed_at")
    return "" if closed else "一次性告知还没有发出，请直接提出补正。"


def _guard_no_task(matter: Matter, case: Case, machines: Mapping[str, Machine], argument: str) -> str:
    left = [task for task in case.open_tasks if task.step == argument]
    label = machines[case.type].steps[argument].label if left else ""
    return f"“{label}”还有 {len(left)} 个单位没有办完，请等它们办完，或者先收回。" if left else ""


def _guard_has_part(matter: Matter, case: Case, machines: Mapping[str, Machine], argument: str) -> str:
    return "" if case.units_as(argument) else "还没有单位担任这一角色，请先确定单位。"


def _guard_no_members(matter: Matter, case: Case, machines: Mapping[str, Machine], argument: str) -> str:
    return f"已有 {case.members} 个办件并入本办件，请先把它们拆出。" if case.members else ""


GUARDS: dict[str, Guard] = {
    "after_met": _guard_after_met,
    "children_closed": _guard_children_closed,
    "gathering_open": _guard_gathering_open,
    "gathering_closed": _guard_gathering_closed,
    "no_task": _guard_no_task,
    "has_part": _guard_has_part,
    "no_members": _guard_no_members,
}


def _main_unit(case: Case, argument: str) -> tuple[str, ...]:
    return (case.owner_unit_id,)


def _unit_part(case: Case, argument: str) -> tuple[str, ...]:
    return case.units_as(argument)[:1] or (case.owner_unit_id,)


def _each_unit(case: Case, argument: str) -> tuple[str, ...]:
    return case.units_as(argument) or (case.owner_unit_id,)


ASSIGNEES: dict[str, Assignee] = {
    "main_unit": _main_unit,
    "unit_part": _unit_part,
    "each_unit": _each_unit,
}


REACHES: dict[str, Callable[[Case], bool]] = {"move_members": lambda case: bool(case.members)}
"""Effects that are for others, with whether there are any: without them nothing is queued and nobody is woken."""

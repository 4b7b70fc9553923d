"""How the cases of one matter move one another, until nothing moves any more (``design.md`` §5, Trees)."""

from datetime import datetime
from uuid import UUID

from yiwang.kernel.replacing import replace

from . import clocks
from .intake import TREE, settle_acceptance, settle_intake
from .machine import Machine
from .perform import try_perform
from .registers import need_met
from .values import Case, Need
from .work import Work

ENDS = ("refused", "withdrawn", "lapsed")
MOST_ROUNDS = 200
"""Every round moves a case forward; a tree that still moves after so many has a definition that turns in circles."""


class RestlessTree(RuntimeError):
    """The definitions of a tree move it for ever; a mistake of their author, caught before anything is written."""


def settle(work: Work) -> None:
    """Apply the rules of the tree until none applies: one-time notice, acceptance, not reached, derived root."""
    for _ in range(MOST_ROUNDS):
        settle_intake(work)
        if not _round(work):
            return derive_root(work)
    raise RestlessTree("这些办件类型的流转首尾相接，永远停不下来；请检查各动作的 then 与状态。")


def _round(work: Work) -> bool:
    """One pass over all cases; true if something moved."""
    moved = [
        _reach(work, case.id) or settle_acceptance(work, work.case(case.id)) for case in list(work.matter)
    ]
    return any(moved)


def _reach(work: Work, case_id: UUID) -> bool:
    """Close a case whose predecessor ended without the result it needs."""
    case = work.case(case_id)
    rule = work.machine(case).gathering
    if not case.after or rule is None or not rule.not_reached or case.section("kept").get("after_waived"):
        return False
    return any(_is_lost(work, case, need) for need in case.after) and try_perform(
        work, case.id, rule.not_reached, TREE
    )


def _is_lost(work: Work, case: Case, need: Need) -> bool:
    other = work.case(need.case_id)
    return work.state(other).kind == "final" and not need_met(work.matter, need, work.machines)


def derive_root(work: Work) -> None:
    """Give a derived root the state and the due date that follow from its children."""
    root = work.matter.root
    machine = work.machine(root)
    if not machine.derived or not work.matter.children:
        return
    state = derived_state([_outcome(work, child) for child in work.matter.children])
    due = critical_due(work) if state == "in_hand" else None
    root = replace(root, due_at=due)
    if state != root.state:
        root = _turned(work, root, machine, state)
    work.put(root)


def _turned(work: Work, root: Case, machine: Machine, state: str) -> Case:
    """Log that the root's state followed its children; a closed matter runs no clock."""
    target = machine.state(state)
    work.log(root, state, "derived", TREE, target.public, {})
    root = replace(root, state=state)
    if target.kind != "final":
        return replace(root, closed_at=None)
    return replace(clocks.void_all(root, work.now), closed_at=work.now)


def _outcome(work: Work, case: Case) -> str:
    state = work.state(case)
    return state.outcome if state.kind == "final" else ""


def derived_state(outcomes: list[str]) -> str:
    """The root's state from its children's outcomes ("" = still open).

    ``completed`` if all gave their result; ``refused``, ``withdrawn`` or ``lapsed`` if all that were reached ended
    so; else ``partly``.
    """
    if "" in outcomes:
        return "in_hand"
    if set(outcomes) == {"result"}:
        return "completed"
    reached = {outcome for outcome in outcomes if outcome != "not_reached"}
    return next((end for end in ENDS if reached == {end}), "partly")


def critical_due(work: Work) -> datetime | None:
    """The latest due date over the open children, each counted after those it waits for."""
    known: dict[UUID, datetime | None] = {}
    ends = [_due(work, child, known) for child in work.matter.children if not _outcome(work, child)]
    return max((end for end in ends if end is not None), default=None)


def _due(work: Work, case: Case, known: dict[UUID, datetime | None]) -> datetime | None:
    """A running case's own due date; of one not yet accepted, its limit counted from the last it waits for."""
    if case.id not in known:
        known[case.id] = None
        known[case.id] = _due_of(work, case, known)
    return known[case.id]


def _due_of(work: Work, case: Case, known: dict[UUID, datetime | None]) -> datetime | None:
    machine = work.machine(case)
    if _outcome(work, case):
        return case.closed_at
    main = case.clock(machine.main_clock)
    if main is not None and main.due_at is not None:
        return main.due_at
    before = [_due(work, work.case(need.case_id), known) for need in case.after]
    start = max([case.opened_at, *(end for end in before if end is not None)])
    return clocks.projected_due(work, case, machine.clocks.get(machine.main_clock), start)

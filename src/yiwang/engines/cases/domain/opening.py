"""Opening a matter: one root and its children, in one decision."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from uuid import UUID

from yiwang.kernel.actor import Actor
from yiwang.kernel.worktime import WorkCalendar

from . import clocks
from .acting import Decision, Facts
from .machine import Machine
from .perform import perform
from .seeds import CaseSeed
from .tree import settle
from .values import Case, Matter, Need
from .work import Work


class OpeningError(ValueError):
    """A tree that cannot be opened, said so that the caller can mend it."""


def open_matter(
    root: CaseSeed,
    children: Sequence[CaseSeed],
    actor: Actor,
    machines: Mapping[str, Machine],
    facts: Facts,
    calendar: WorkCalendar,
    now: datetime,
    *,
    number: str = "",
    revision: int = 0,
) -> Decision:
    """Open a tree: every case in its first state, with its tasks and clocks, then settled.

    Raises:
        OpeningError: unknown case type, a key twice, an ``after`` that names nobody or turns in a circle.
    """
    _check(root, children, machines)
    ids = {seed.key: facts.new_id() for seed in (root, *children)}
    cases = [
        _case(seed, ids, root.key, now, number, revision, index)
        for index, seed in enumerate((root, *children))
    ]
    work = Work(Matter(ids[root.key], {case.id: case for case in cases}), machines, facts, calendar, now)
    for case in cases:
        perform(work, case.id, machines[case.type].opening, actor, {})
    _start_gathering(work)
    settle(work)
    return Decision(None, work.matter, tuple(work.events), tuple(work.consequences))


def _case(
    seed: CaseSeed,
    ids: Mapping[str, UUID],
    root_key: str,
    now: datetime,
    number: str,
    revision: int,
    index: int,
) -> Case:
    applicant = next((held.party for held in seed.parties if held.part == "applicant"), None)
    sections = {
        "form": dict(seed.data),
        "terms": seed.terms.as_json(),
        "seed": {"key": seed.key},
    }
    return Case(
        id=ids[seed.key],
        root_id=ids[root_key],
        parent_id=ids[root_key] if index else None,
        title=seed.title,
        number=f"{number}-{index:02d}" if index and number else number,
        type=seed.type,
        subject=seed.subject,
        revision=revision,
        state="",
        party_id=applicant,
        division_id=seed.division,
        owner_unit_id=seed.owner_unit,
        opened_at=now,
        data=sections,
        units=seed.units,
        parties=seed.parties,
        after=tuple(Need(ids[need.child], need.needs) for need in seed.after),
    )


def _start_gathering(work: Work) -> None:
    """Start the clock at which the one request goes out at the latest, where the root's opening did not."""
    root = work.matter.root
    machine = work.machine(root)
    if machine.gather_until and root.clock(machine.gather_until) is None:
        work.put(clocks.start_clock(work, root, machine.clocks[machine.gather_until]))


def _check(root: CaseSeed, children: Sequence[CaseSeed], machines: Mapping[str, Machine]) -> None:
    keys = [seed.key for seed in (root, *children)]
    if len(set(keys)) != len(keys):
        raise OpeningError("同一棵办件树里有两个相同的 key；请给每个子办件不同的 key。")
    for seed in (root, *children):
        _check_seed(seed, set(keys[1:]), machines)
    _check_circles({seed.key: {need.child for need in seed.after} for seed in children})


def _check_seed(seed: CaseSeed, keys: set[str], machines: Mapping[str, Machine]) -> None:
    if seed.type not in machines:
        raise OpeningError(f"没有办件类型“{seed.type}”；请检查当前版本的 case-types。")
    machine = machines[seed.type]
    if not machine.derived and not seed.owner_unit:
        raise OpeningError(f"办件“{seed.title or seed.key}”没有主办单位；请先确定由谁决定。")
    strangers = {need.child for need in seed.after} - keys
    if strangers:
        raise OpeningError(f"“{seed.key}”要等的“{'、'.join(sorted(strangers))}”不在这棵树里。")


def _check_circles(after: Mapping[str, set[str]]) -> None:
    left = dict(after)
    while left:
        free = [key for key, needs in left.items() if not needs & left.keys()]
        if not free:
            raise OpeningError(f"这些子办件互相等待：{'、'.join(sorted(left))}；请去掉其中一个 after。")
        for key in free:
            del left[key]

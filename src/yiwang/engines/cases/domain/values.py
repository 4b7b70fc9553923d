"""What a matter is at one instant: its cases, tasks and clocks, as plain frozen values.

A *matter* is one root case with its children. The service loads it, ``decide`` gives the next one, the service
writes the difference; nothing here knows a table.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any, Literal
from uuid import UUID

from yiwang.kernel.replacing import replace

UnitPartName = Literal["main", "co", "intake", "supervise", "territorial", "watch", "arbiter", "duty"]
"""Every part that a unit may play in a case."""

WATCHING = ("watch", "territorial")
"""Parts of units that see a case and do nothing in it."""

NeedKind = Literal["result", "closed"]
TaskState = Literal["open", "done", "void"]
ClockState = Literal["running", "paused", "met", "breached", "void"]


@dataclass(frozen=True)
class UnitPart:
    """A unit and the part it plays in a case."""

    unit: str
    part: UnitPartName = "main"


@dataclass(frozen=True)
class PartyPart:
    """A party and the part it plays: applicant, agent, signer, other; with the mandate it acts under."""

    party: UUID
    part: str = "applicant"
    mandate: UUID | None = None


@dataclass(frozen=True)
class Need:
    """What a case waits for: another case's result, or its closing in whatever way."""

    case_id: UUID
    needs: NeedKind = "result"


@dataclass(frozen=True)
class Link:
    """A case hangs on another one of whatever matter: ``merged_into`` it, or ``related`` to it."""

    case_id: UUID
    kind: str


@dataclass(frozen=True)
class Task:
    """Something one unit must do now. ``due_at`` is None while its clock is paused or has none.

    Attributes:
        account_id: the person who has it; None while nobody in particular has it.
        post_id: the post it was given to; with an account, the post under which that person has it.
    """

    id: UUID
    case_id: UUID
    step: str
    unit_id: str
    opened_at: datetime
    may: str = ""
    post_id: str | None = None
    account_id: UUID | None = None
    state: TaskState = "open"
    due_at: datetime | None = None
    warn_at: datetime | None = None
    paused: bool = False
    closed_at: datetime | None = None


@dataclass(frozen=True)
class Clock:
    """One limit that runs, or ran. Facts are the start, the pauses and the limit; the rest follows from them.

    Attributes:
        limit: how many units, as read when the clock started (extensions are added).
        unit: a unit of ``kernel.worktime``.
        source: where the limit is written.
        started_at: the instant of receipt; its day is not counted.
        pauses: the pauses that are over, in order.
        paused_at: when the running pause began.
        spent: units gone when it was last paused or stopped, for people to read.
        warn_at: when its light turns yellow.
        next_at: when the worker must look next; None if it never must.
        next_mark: what it will find then: ``warn:<fraction>`` or ``due``.
        stopped_at: when it was met or voided; a breached clock keeps its state and gets this when the work is done.
        task_id: the one task it measures; None for a clock of the whole case.
    """

    id: UUID
    case_id: UUID
    key: str
    limit: int
    unit: str
    source: str
    started_at: datetime
    state: ClockState = "running"
    pauses: tuple[tuple[datetime, datetime], ...] = ()
    paused_at: datetime | None = None
    spent: int = 0
    due_at: datetime | None = None
    warn_at: datetime | None = None
    next_at: datetime | None = None
    next_mark: str | None = None
    provisional: bool = False
    stopped_at: datetime | None = None
    task_id: UUID | None = None

    @property
    def live(self) -> bool:
        """Whether it still counts or may count again."""
        return self.state in ("running", "paused")

    @property
    def ticking(self) -> bool:
        """Whether somebody is still measured by it: live, or overdue and not yet done."""
        return self.live or (self.state == "breached" and self.stopped_at is None)


@dataclass(frozen=True)
class Case:
    """One case as it stands.

    Attributes:
        data: what its opener gave and what its acts kept (see ``domain.data``).
        links: other cases it hangs on, of whatever matter; what it waits for stands in ``after``.
        members: how many cases are merged into it.
        archived_at: since when it is read-only, with its whole matter.
    """

    id: UUID
    root_id: UUID
    type: str
    subject: str
    state: str
    opened_at: datetime
    number: str = ""
    title: str = ""
    parent_id: UUID | None = None
    revision: int = 0
    division_id: str = ""
    owner_unit_id: str = ""
    party_id: UUID | None = None
    closed_at: datetime | None = None
    due_at: datetime | None = None
    warn_at: datetime | None = None
    paused: bool = False
    version: int = 1
    data: Mapping[str, Any] = field(default_factory=dict)
    units: tuple[UnitPart, ...] = ()
    parties: tuple[PartyPart, ...] = ()
    after: tuple[Need, ...] = ()
    links: tuple[Link, ...] = ()
    members: int = 0
    tasks: tuple[Task, ...] = ()
    clocks: tuple[Clock, ...] = ()
    archived_at: datetime | None = None

    @property
    def is_root(self) -> bool:
        """Whether it carries the matter."""
        return self.id == self.root_id

    @property
    def open_tasks(self) -> tuple[Task, ...]:
        """Tasks somebody still has to do."""
        return tuple(task for task in self.tasks if task.state == "open")

    def clock(self, key: str) -> Clock | None:
        """The last clock of this key over the whole case, ticking ones first; None if it never started."""
        return self._last(key, None)

    def clock_of(self, key: str, task: Task) -> Clock | None:
        """The clock of this key that measures one task alone; None if it has none of its own."""
        return self._last(key, task.id)

    def _last(self, key: str, task_id: UUID | None) -> Clock | None:
        held = [clock for clock in self.clocks if clock.key == key and clock.task_id == task_id]
        live = [clock for clock in held if clock.ticking]
        found = live or held
        return found[-1] if found else None

    def units_as(self, part: str) -> tuple[str, ...]:
        """The units that play this part, in the order in which they joined."""
        return tuple(held.unit for held in self.units if held.part == part)

    def linked(self, kind: str) -> tuple[UUID, ...]:
        """The cases it hangs on in this way."""
        return tuple(link.case_id for link in self.links if link.kind == kind)

    def section(self, name: str) -> Mapping[str, Any]:
        """One section of ``data``; empty if it is not there."""
        held: Mapping[str, Any] = self.data.get(name) or {}
        return held

    def with_section(self, name: str, **values: Any) -> "Case":
        """The case with some values of one section of ``data`` replaced."""
        return replace(self, data={**self.data, name: {**self.section(name), **values}})


@dataclass(frozen=True)
class Matter:
    """A root case with all its children, and the head of its chain of events."""

    root_id: UUID
    cases: Mapping[UUID, Case]
    chain_seq: int = 0
    chain_head: bytes = b""

    @property
    def root(self) -> Case:
        """The case that carries the matter."""
        return self.cases[self.root_id]

    @property
    def children(self) -> tuple[Case, ...]:
        """All cases below the root, in the order of opening."""
        return tuple(case for case in self.cases.values() if not case.is_root)

    @property
    def handled(self) -> tuple[Case, ...]:
        """The cases that units handle: the children; of a matter without children, the root itself."""
        return self.children or (self.root,)

    def __iter__(self) -> Iterator[Case]:
        """All cases, the root first."""
        return iter(self.cases.values())

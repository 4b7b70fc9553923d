"""What goes over the wire."""

from datetime import datetime
from typing import Any
from uuid import UUID

from ninja import Field, Schema


class CaseOpenIn(Schema):
    """Open a case of a subject."""

    subject: str
    party_id: UUID | None = None
    division: str = ""
    data: dict[str, Any] = Field(default_factory=dict)


class CaseOpenOut(Schema):
    """The matter that is open now."""

    id: UUID
    number: str
    state: str
    created: bool


class ActIn(Schema):
    """Do an act; ``version`` is what the client saw."""

    act: str
    data: dict[str, Any] = Field(default_factory=dict)
    version: int | None = None


class MovedOut(Schema):
    """What the act did."""

    id: UUID
    state: str
    version: int
    seq: int


class CaseOut(Schema):
    """A case in a list."""

    id: UUID
    number: str
    title: str
    type: str
    subject: str
    state: str
    is_open: bool
    opened_at: datetime
    closed_at: datetime | None = None
    due_at: datetime | None = None
    light: str | None = None
    owner_unit: str
    division: str
    version: int


class CasePage(Schema):
    """A page; ``next`` is the address of the one after it, null on the last."""

    items: list[CaseOut]
    next: str | None = None


class TaskOut(Schema):
    """A task in a list."""

    id: UUID
    case_id: UUID
    number: str
    title: str
    step: str
    unit: str
    opened_at: datetime
    due_at: datetime | None = None
    light: str


class TaskPage(Schema):
    """A page of tasks."""

    items: list[TaskOut]
    next: str | None = None


class CaseDetail(Schema):
    """A case with its time line and what may be done."""

    case: CaseOut
    timeline: list[dict[str, Any]]
    holders: list[dict[str, Any]]
    clocks: list[dict[str, Any]]
    acts: list[dict[str, Any]]

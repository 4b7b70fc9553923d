"""What goes into a decision and what comes out of it."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from yiwang.kernel.actor import Actor

from .values import Case, Matter


@dataclass(frozen=True)
class Request:
    """Somebody asks for an act on a case.

    Attributes:
        case_id: the case; it may be any case of the matter.
        act: id of an act of the case's type.
        actor: who asks, under which hat.
        data: what the act's fields ask for, by field key.
        version: the version the actor saw; None where it does not matter.
        task: the open task that is done by it; once that is closed the act is refused. None where none is meant.
    """

    case_id: UUID
    act: str
    actor: Actor
    data: Mapping[str, Any] = field(default_factory=dict)
    version: int | None = None
    task: UUID | None = None


@dataclass(frozen=True)
class UnitFact:
    """A unit in use: its body, the places its body belongs to, the widest first, and what people call it."""

    body: str
    places: tuple[str, ...] = ()
    name: str = ""


@dataclass(frozen=True)
class OtherCase:
    """A case that an act names, as far as the act must know it; the actor may see it."""

    id: UUID
    root_id: UUID
    type: str
    is_open: bool
    merged: bool


@dataclass(frozen=True)
class Watch:
    """Somebody on duty (值班): under which post, of which unit, with which roles."""

    account_id: UUID
    post: str
    unit: str
    roles: frozenset[str]


WhoIsOnDuty = Callable[[str, datetime], Sequence[Watch]]
"""Who is on duty for a unit at an instant, the first one first."""


Admitting = Callable[[str, Case], str]
"""Why a unit may not be sent a case; "" if it may."""


def everything(unit: str, case: Case) -> str:
    """No list says anything."""
    return ""


def nobody(unit: str, at: datetime) -> Sequence[Watch]:
    """No rota says anything."""
    return ()


@dataclass(frozen=True)
class Facts:
    """What a decision needs to know besides the matter and its definitions.

    Attributes:
        may: permissions by role id, as they stand today.
        param: parameters that hold on the day of the act, by id.
        new_id: makes the id of a new task, clock or case.
        units: the units in use by id; None where nobody knows them, then any name is taken.
        others: cases of whatever matter that the act names, by number.
        duty: who is on duty; asked only where a step wants to know, outside working time.
        admits: what may be sent down to a unit.
    """

    new_id: Callable[[], UUID]
    may: Mapping[str, frozenset[str]] = field(default_factory=dict)
    param: Mapping[str, Any] = field(default_factory=dict)
    units: Mapping[str, UnitFact] | None = None
    others: Mapping[str, OtherCase] = field(default_factory=dict)
    duty: WhoIsOnDuty = nobody
    admits: Admitting = everything

    def named(self, unit: str) -> str:
        """What people call a unit; its id where nobody knows it."""
        held = (self.units or {}).get(unit)
        return held.name if held and held.name else unit

    def allows(self, actor: Actor, permission: str) -> bool:
        """Whether one of the actor's roles carries a permission; an empty one is carried by all."""
        return not permission or any(permission in self.may.get(role, ()) for role in actor.roles)


def hat_words(actor: Actor) -> dict[str, str]:
    """What every log row says of who acted: the hat's name, and in whose place it was worn."""
    words = {"hat_label": actor.hat_label}
    return {**words, "stands_for": str(actor.stands_for)} if actor.stands_for else words


@dataclass(frozen=True)
class Event:
    """One row of the sealed log before it is chained. ``public`` is what the applicant reads; "" = internal."""

    case_id: UUID
    at: datetime
    act: str
    from_state: str
    to_state: str
    account_id: UUID | None
    hat: str
    public: str
    body: Mapping[str, Any]


@dataclass(frozen=True)
class Consequence:
    """Something that follows from an event: an effect or a notice. ``event`` is its index in the decision.

    ``kind`` is ``within`` (same transaction), ``after`` (outbox) or ``notice`` (outbox).
    """

    kind: str
    name: str
    case_id: UUID
    event: int
    body: Mapping[str, Any]


@dataclass(frozen=True)
class Ruling:
    """A ruling on which unit such cases belong to, remembered as a precedent. ``event`` is its index."""

    case_id: UUID
    event: int
    unit: str
    category: str
    reasoning: str


@dataclass(frozen=True)
class Decision:
    """What an act does: the matter afterwards, the log rows and what follows from them."""

    before: Matter | None
    matter: Matter
    events: tuple[Event, ...]
    consequences: tuple[Consequence, ...] = ()
    rulings: tuple[Ruling, ...] = ()


@dataclass(frozen=True)
class Refusal:
    """Why an act cannot be done, said to the person who asked.

    Attributes:
        code: ``act.unknown``, ``act.state``, ``act.version``, ``act.who``, ``act.data``, ``act.guard``, ``act.times``,
            ``act.spent``, ``act.window``, ``act.unit``, ``act.other``, ``task.gone``.
        sentence: one Chinese sentence, with how to mend it.
        fields: field key → what is wrong with it.
    """

    code: str
    sentence: str
    fields: Mapping[str, str] = field(default_factory=dict)

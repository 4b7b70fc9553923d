"""What a compilation gives, as values; ``rendering`` writes it as JSON."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any, Literal, NamedTuple

from yiwang.engines.catalog.definitions import Element, Material, Question, TimeLimit
from yiwang.engines.catalog.domain.graph import Days, Span
from yiwang.engines.catalog.domain.values import plain_number
from yiwang.kernel.fact import Fact

from .places import Deciding, Places
from .prepared import Line, ReadyCondition, ReadyMember, ReadyTheme
from .situation import Row, Situation, row_environment

FieldState = Literal["asked", "prefilled"]
MaterialState = Literal["asked", "held", "produced", "generated"]


@dataclass(frozen=True, slots=True)
class Measure:
    """One line of the arithmetic; ``deferred`` only for materials: asked, but may come later."""

    before: Days
    after: Days
    asked: Days
    deferred: int = 0

    def as_json(self) -> dict[str, Days]:
        """The measure as plain values."""
        return {"before": self.before, "after": self.after, "asked": self.asked}


@dataclass(frozen=True, slots=True)
class Savings:
    """The arithmetic of design §4."""

    materials: Measure
    fields: Measure
    days: Measure
    visits: Measure


class FormField(NamedTuple):
    """One field of the one form: a party, perhaps a row, and an element."""

    party: str
    row: Row
    element: Element
    required: bool
    state: FieldState
    fact: Fact | None
    question: str
    value: Any
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class ProducedField:
    """A field nobody fills in: a result of the theme brings its value into being."""

    party: str
    row: Row
    element: Element
    producers: tuple[int, ...]
    lines: tuple[Line, ...]


class FormMaterial(NamedTuple):
    """One material of the one set: a party, perhaps a row, and a material type."""

    party: str
    row: Row
    material: Material
    state: MaterialState
    deferred: str
    fact: Fact | None
    expired: Fact | None
    producers: tuple[int, ...]
    lines: tuple[Line, ...]


@dataclass(frozen=True, slots=True)
class JudgedCondition:
    """A condition of one item: met, unmet, or not (yet) to be told by a machine."""

    member: ReadyMember
    ready: ReadyCondition
    state: Literal["met", "unmet", "unknown"]


@dataclass(frozen=True, slots=True)
class OpenLine:
    """Something that cannot be decided yet because a question or a field it depends on is open."""

    kind: Literal["item", "field", "material", "question"]
    id: str
    when: str


def promised(decided: Mapping[str, Deciding], member: ReadyMember) -> TimeLimit:
    """The limit of the deciding body, else the item's own."""
    found = decided.get(member.key)
    return found.terms.limit if found and found.terms.limit else member.item.promised


def promised_days(decided: Mapping[str, Deciding], member: ReadyMember) -> Days:
    """The same in working days."""
    found = decided.get(member.key)
    own = found.terms.limit if found else None
    return plain_number(own.in_working_days()) if own else member.days


@dataclass(frozen=True, slots=True)
class Compilation:
    """A theme compiled for one applicant on one day. Equal inputs give equal values.

    Attributes:
        places: who decides where in this world.
        located: member key → code of the place that decides; "" while it is not known.
        decided: member key → who decides, once the place is known and somebody is found.
    """

    ready: ReadyTheme
    here: Situation
    members: tuple[ReadyMember, ...]
    left_out: tuple[ReadyMember, ...]
    fields: tuple[FormField, ...]
    produced_fields: tuple[ProducedField, ...]
    materials: tuple[FormMaterial, ...]
    optional_materials: tuple[FormMaterial, ...]
    questions: tuple[Question, ...]
    open_questions: tuple[str, ...]
    open_lines: tuple[OpenLine, ...]
    conditions: tuple[JudgedCondition, ...]
    schedule: Mapping[str, Span]
    skipped: frozenset[str]
    waived: frozenset[str]
    savings: Savings
    places: Places
    located: Mapping[str, str]
    decided: Mapping[str, Deciding]

    def promised(self, member: ReadyMember) -> TimeLimit:
        """What is promised for a member: by the body that decides, once it is known; else by the item."""
        return promised(self.decided, member)

    @property
    def theme_id(self) -> str:
        """Id of the theme or item compiled."""
        return self.ready.theme.id

    @property
    def items(self) -> tuple[str, ...]:
        """Ids of the items that belong, in the theme's order."""
        return tuple(member.item.id for member in self.members)

    @property
    def complete(self) -> bool:
        """Whether nothing is open: all questions answered, all lines decided, no answer unreadable."""
        return not (self.open_questions or self.open_lines or self.here.problems)

    @property
    def signers(self) -> tuple[tuple[str, Row], ...]:
        """(party, row) of everybody who signs; who is not known to be spared signs."""
        places = ((key, row) for key in self.ready.theme.signers for row in self.here.rows[key])
        return tuple((key, row) for key, row in places if self._signs(key, row))

    def _signs(self, party: str, row: Row) -> bool:
        when, environment = self.ready.signs.get(party), self.here.environment
        if when is None:
            return True
        if row is not None:
            environment = row_environment(self.here, environment, party, party, row)
        return when.truth(environment) is not False

    @property
    def person_checks(self) -> tuple[ReadyMember, ...]:
        """The members whose risk asks that whoever signs online is checked to be that person."""
        return tuple(member for member in self.members if member.item.person_check)

    @property
    def refusals(self) -> tuple[JudgedCondition, ...]:
        """Conditions of acceptance that are not met."""
        return tuple(judged for judged in self.conditions if judged.state == "unmet")

    @property
    def problems(self) -> tuple[tuple[str, str], ...]:
        """(question, party or element; sentence) of what could not be read in answers and facts."""
        return tuple(self.here.problems)

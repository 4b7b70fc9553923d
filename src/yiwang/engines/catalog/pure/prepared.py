"""A theme made ready to compile: lines joined by party and element, expressions compiled, order fixed."""

from collections.abc import Mapping
from dataclasses import dataclass

from yiwang.engines.catalog.definitions import Condition, Element, Item, Material, Member, Question, Theme
from yiwang.engines.catalog.domain.graph import Days
from yiwang.kernel.expressions import Compiled as Expression


@dataclass(frozen=True, slots=True)
class Bound:
    """An item party bound to a theme party: all its rows, or its first one only."""

    own: str
    party: str
    first: bool
    many: bool


@dataclass(frozen=True, slots=True)
class Line:
    """One item's line for one (bound party, element) or (bound party, material).

    Attributes:
        member: index of the member whose item asks.
        own: the item's own name of the party.
        first: bound to the first row only.
        deferred: a commitment or a tolerated gap stands for it.
    """

    member: int
    own: str
    first: bool
    when: Expression | None
    required: bool
    deferred: str
    why: str


@dataclass(frozen=True, slots=True)
class FieldGroup:
    """All lines that ask for the same element of the same theme party: one field of the one form.

    Attributes:
        question: the question whose answer is its value; empty if none.
        producers: members whose result brings the element into being, e.g. a new firm's code.
        is_plain: no line has a condition and none is bound to a first row.
    """

    party: str
    element: Element
    lines: tuple[Line, ...]
    question: str
    producers: tuple[int, ...]
    is_plain: bool


@dataclass(frozen=True, slots=True)
class MaterialGroup:
    """All lines that ask for the same material of one theme party; ``producers`` give it in the theme."""

    party: str
    material: Material
    lines: tuple[Line, ...]
    producers: tuple[int, ...]
    is_plain: bool


@dataclass(frozen=True, slots=True)
class ReadyCondition:
    """A condition of acceptance with its expression, if a machine can tell."""

    condition: Condition
    check: Expression | None


@dataclass(frozen=True, slots=True)
class ReadyMember:
    """A member with its item and everything that is evaluated for it.

    Attributes:
        placed_by: (theme's party, element) whose value says where it is decided; None for the whole city.
    """

    index: int
    key: str
    member: Member
    item: Item
    bound: tuple[Bound, ...]
    when: Expression | None
    skip: Expression | None
    waived: Expression | None
    conditions: tuple[ReadyCondition, ...]
    days: Days
    own_answers: Mapping[str, str]
    given: Mapping[str, object]
    same_roots: bool
    placed_by: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class ReadyQuestion:
    """A question with its condition; ``target`` is the (party, element) it fills, if any."""

    question: Question
    when: Expression | None
    target: tuple[str, str] | None


@dataclass(frozen=True, slots=True)
class ReadyTheme:
    """A theme ready to compile; ``signs`` holds the conditions under which a signing party's row signs."""

    theme: Theme
    questions: tuple[ReadyQuestion, ...]
    members: tuple[ReadyMember, ...]
    order: tuple[str, ...]
    after: Mapping[str, tuple[str, ...]]
    fields: tuple[FieldGroup, ...]
    materials: tuple[MaterialGroup, ...]

    def at(self, place: str) -> dict[tuple[str, int | None, str], str]:
        """What is typed where everything is about one place (12-digit code); for ``typed`` of a compilation."""
        by = (member.placed_by for member in self.members if member.placed_by)
        return {(party, None, element): place for party, element in by} if place else {}

    signs: Mapping[str, Expression]

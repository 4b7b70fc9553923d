"""What expressions of the catalogue may speak of, with types: answers, parties, day, param."""

from collections.abc import Iterable, Mapping

from yiwang.kernel.expressions import (
    ANY,
    BOOL,
    DATE,
    DECIMAL,
    INT,
    MONEY,
    TEXT,
    Code,
    ListOf,
    Record,
    Schema,
    Type,
)
from yiwang.loader import PARAMETER, World, once_per_world

from .common import Question, ValueType
from .elements import ELEMENT, Element
from .items import Item
from .themes import Theme

SIMPLE: Mapping[str, Type] = {
    "int": INT,
    "decimal": DECIMAL,
    "money": MONEY,
    "date": DATE,
    "bool": BOOL,
    "choices": ListOf(TEXT),
}


def value_type(type: ValueType, options: Mapping[str, str]) -> Type:  # noqa: A002 - the field's own word
    """The expression type of an element or an answer."""
    if type is ValueType.CHOICE and options:
        return Code(options)
    return SIMPLE.get(type.value, TEXT)


def item_schema(world: World, item: Item, row_of: str = "") -> Schema:
    """Roots of an item's expressions; in a line of party ``row_of`` that party is one row, not the list."""
    one = party_record(world)
    parties = {k: _party(one, p.cardinality if k != row_of else "one") for k, p in item.parties.items()}
    return _roots(world, item.questions, parties)


def theme_schema(world: World, theme: Theme, row_of: str = "") -> Schema:
    """Roots of a theme's expressions; with ``row_of`` that party is one row, not the list."""
    one = party_record(world)
    parties = {k: _party(one, p.cardinality if k != row_of else "one") for k, p in theme.parties.items()}
    return _roots(world, theme.questions, parties)


@once_per_world
def party_record(world: World) -> Record:
    """One party: every element by id, and ``held``, the materials government holds for it."""
    elements: Mapping[str, Element] = world.all(ELEMENT)
    fields = {key: value_type(element.type, element.options) for key, element in elements.items()}
    return Record({**fields, "held": ListOf(TEXT)})


def _party(one: Record, cardinality: str) -> Type:
    return ListOf(one) if cardinality == "many" else one


def _roots(world: World, questions: Iterable[Question], parties: Mapping[str, Type]) -> Schema:
    answers = Record({q.id: value_type(q.type, q.options) for q in questions})
    params = {key: SIMPLE.get(held.type, TEXT) for key, held in world.all(PARAMETER).items()}
    return {
        "answers": answers,
        "parties": Record(parties),
        "day": DATE,
        "param": Record(params) if params else ANY,
    }


def binding(written: str) -> tuple[str, bool]:
    """A member's binding: the theme party, and whether only its first row (``buyer.first``)."""
    party, _, first = written.partition(".")
    return party, first == "first"

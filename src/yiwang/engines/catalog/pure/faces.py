"""What stands on the face of an item's result and in its grant, taken from the values of its own parties."""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal
from typing import Any

from yiwang.engines.catalog.definitions import ELEMENT, ITEM, Element, Item, references_in
from yiwang.engines.catalog.domain.values import Unreadable, read_value
from yiwang.kernel.days import day_words
from yiwang.loader import World

Values = Mapping[str, Any]


def result_face(world: World, item_id: str, parties: Mapping[str, Any], answers: Values) -> dict[str, str]:
    """The face of an item's result as people read it; what is not known is left out.

    Args:
        world: the world the case runs under.
        item_id: the item whose result is made.
        parties: the item's own party → its values by element, or a list of these for a party with many.
        answers: the item's own questions → answers.

    Raises:
        UnknownDefinition: there is no such item.
    """
    result = world.get(ITEM, item_id).result
    faces = {
        name: _text(world, text, parties, answers) for name, text in (result.face if result else {}).items()
    }
    return {name: text for name, text in faces.items() if text}


def benefit_words(world: World, item: Item, parties: Mapping[str, Any], answers: Values) -> dict[str, str]:
    """Amount, period and way of a benefit, what was said filled in; a part of which something is not known is left out.

    Arguments as ``result_face``; an item that grants nothing has none.
    """
    if item.benefit is None:
        return {}
    told = {name: _text(world, text, parties, answers) for name, text in item.benefit}
    return {name: text for name, text in told.items() if text}


def _text(world: World, written: str, parties: Mapping[str, Any], answers: Values) -> str:
    sources = references_in(written)
    values = {source: _value(world, source, parties, answers) for source in sources}
    if not all(values.values()):
        return ""
    if sources == [written]:
        return values[written]
    for source, value in values.items():
        written = written.replace(f"{{{source}}}", value)
    return written


def _value(world: World, source: str, parties: Mapping[str, Any], answers: Values) -> str:
    root, _, name = source.partition(".")
    if root == "answers":
        return str(answers.get(name, ""))
    rows = parties.get(root) or []
    records = [rows] if isinstance(rows, Mapping) else rows
    element = world.get(ELEMENT, name)
    return "、".join(shown_value(element, record[name]) for record in records if record.get(name) is not None)


def shown_value(element: Element, value: Any) -> str:
    """A value as people read it: labels for codes, yuan for money, 是 and 否 for truths."""
    try:
        read = read_value(value, element.type, element.options)
    except Unreadable:
        return str(value)
    if element.type.value == "money":
        return f"{Decimal(read) / 100:,.2f}"
    if isinstance(read, bool):
        return "是" if read else "否"
    if isinstance(read, date):
        return day_words(read)
    codes = read if isinstance(read, list) else [str(read)]
    return "、".join(element.options.get(code, code) for code in codes)

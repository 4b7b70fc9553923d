"""Values of a face as people read them: labels of choices, yuan, yes and no."""

from collections.abc import Mapping
from typing import Any, Protocol

from yiwang.engines.catalog.pure import ELEMENT, Element, ValueType
from yiwang.kernel.money import money_format
from yiwang.loader import World


class Lined(Protocol):
    """A field of a face: the element it shows, if it is one."""

    @property
    def element(self) -> str | None:
        """Id of the element; None for a plain text."""
        ...


def face_words(fields: Mapping[str, Any], face: Mapping[str, Any], world: World) -> dict[str, str]:
    """Every value of a face in words, in the order of its type's fields."""
    return {name: in_words(held, face.get(name, ""), world) for name, held in fields.items()}


def in_words(field: Lined, value: Any, world: World) -> str:
    """One value of a face in words."""
    element = world.find(ELEMENT, field.element) if field.element else None
    if value in ("", None, []):
        return ""
    if isinstance(value, bool):
        return "是" if value else "否"
    if isinstance(value, list):
        return "、".join(in_words(field, one, world) for one in value)
    return str(value) if element is None else _by_element(element, value)


def _by_element(element: Element, value: Any) -> str:
    if element.type is ValueType.MONEY and isinstance(value, int):
        return money_format(value)
    return element.options.get(str(value), f"{value}{element.unit}")

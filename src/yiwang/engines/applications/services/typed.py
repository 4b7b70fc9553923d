"""What somebody typed or another system gave for a field, in its standard form; names by the pack's characters."""

from datetime import date
from typing import Any

from django.utils import timezone

from yiwang.engines.catalog.pure import Element
from yiwang.foundations.people.public import NameUnreadable, name_typed

from ..domain.fields import FieldRefused, field_value


def typed_value(element: Element, raw: Any, day: date) -> Any:
    """The value in its standard form; None for an empty field.

    Raises:
        FieldRefused: it is not of the element's type, or a name that cannot be read; the sentence says what to do.
    """
    value = field_value(element, raw, day)
    if not element.is_name or not isinstance(value, str):
        return value
    try:
        return name_typed(value, place=element.label, now=timezone.now())
    except NameUnreadable as unreadable:
        raise FieldRefused(str(unreadable)) from None

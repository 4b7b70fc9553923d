"""Which columns of the source a mapping reads: all of them must be there before a single row is looked at."""

import re
from collections.abc import Iterator

from pydantic import BaseModel

from ..definitions import Cell, HistoryMapping, ImportMapping

PLACES = re.compile(r"\{([^{}]+)\}")
"""A column named in a sentence."""


def columns_of(mapping: ImportMapping) -> tuple[str, ...]:
    """Headings that a mapping reads, each once, in the order in which it names them."""
    held = [*_cells(mapping), *mapping.sums.values()]
    if mapping.cases and mapping.cases.attachments:
        held.append(mapping.cases.attachments.column)
    return tuple(dict.fromkeys(held))


def _cells(held: object) -> Iterator[str]:
    """Columns of every cell below, however deep."""
    if isinstance(held, Cell):
        yield from [held.column] if held.column else []
    elif isinstance(held, BaseModel):
        if isinstance(held, HistoryMapping):
            yield from PLACES.findall(held.text + held.public)
        for name in type(held).model_fields:
            yield from _cells(getattr(held, name))
    elif isinstance(held, dict):
        for below in held.values():
            yield from _cells(below)
    elif isinstance(held, tuple):
        for below in held:
            yield from _cells(below)

"""A register of steps that apps declare in SQL: asked one after the other, in the order of their names."""

from collections.abc import Iterator
from typing import Any

from django.db import connection


class StepRegister:
    """Names of steps; each is a set of functions ``<prefix><name><suffix>`` that only the worker may call."""

    def __init__(self, prefix: str, casts: str) -> None:
        self._prefix, self._casts = prefix, casts
        self._names: set[str] = set()

    def add(self, name: str) -> None:
        """Register a step; the same name again changes nothing."""
        self._names.add(name)

    def names(self) -> list[str]:
        """Those registered, in the order in which they are asked."""
        return sorted(self._names)

    def rows(self, suffix: str, values: list[Any]) -> Iterator[tuple[Any, ...]]:
        """What every step answers, row by row. Inside a worker's scope."""
        for name in self.names():
            with connection.cursor() as cursor:
                cursor.execute(f"SELECT * FROM {self._prefix}{name}{suffix}({self._casts})", values)  # noqa: S608
                yield from cursor.fetchall()

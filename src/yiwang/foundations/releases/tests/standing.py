"""What stands for all tests of a module: a release, and what was made on it. Each test undoes its own part only.

Applying a city takes most of a second, and tests by the hundred want one. It is applied in a transaction that
is never committed; a test's own transaction is a savepoint in it. Tests that commit cannot run inside it: the
root ``conftest`` lets the release fall before them, and rise again for the next that asks for it.

A case that every test of a module begins with is made once, too (``Standing.hold``); the module's tests then share
a data folder, as files and keys lie there.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from django.db import transaction
from django.test import override_settings

from yiwang.foundations.releases.models import Release
from yiwang.foundations.releases.public import forget_current, release_apply
from yiwang.loader import World


@dataclass
class Held:
    """Something made on a release: ``value`` is what ``make`` gave the last time that the release rose."""

    make: Callable[[], Any]
    value: Any = None


class Standing:
    """One module's release.

    Attributes:
        latest: that of the module whose tests run now, if it has one.
        release: it, while it stands; its id changes each time that it rises.
        data: the data folder of what is held; None while nothing is.
    """

    latest: "Standing | None" = None
    release: Release
    data: Path | None = None

    def __init__(self, unblocked: Callable[[], AbstractContextManager[None]], world: World) -> None:
        self._unblocked, self._world = unblocked, world
        self._open: ExitStack | None = None
        self._held: list[Held] = []

    def hold(self, make: Callable[[], Any], data: Path) -> Held:
        """Make something that all tests of the module find; for fixtures of a module, named ``…_standing`` as well.

        Args:
            make: makes it, and gives what tests need to find it: an id rather than a row.
            data: the module's data folder.
        """
        self.data, held = data, Held(make)
        self._held.append(held)
        self._make(held)
        return held

    def _make(self, held: Held) -> None:
        with override_settings(YIWANG_DATA=self.data):
            held.value = held.make()

    def rise(self) -> None:
        """Put it in force, if it does not stand already."""
        if self._open is None:
            self._open = ExitStack()
            self._open.enter_context(self._unblocked())
            self._open.enter_context(transaction.atomic())
            self.release = release_apply(self._world)
            for held in self._held:
                self._make(held)

    def fall(self) -> None:
        """Undo it: the database is empty again."""
        if self._open is not None:
            transaction.set_rollback(True)
            self._open.close()
            self._open = None
            forget_current()


@contextmanager
def release_standing(
    unblocked: Callable[[], AbstractContextManager[None]], world: World
) -> Iterator[Standing]:
    """Have a world in force; for fixtures of a module, whose names end with ``_standing``."""
    Standing.latest = held = Standing(unblocked, world)
    held.rise()
    yield held
    held.fall()
    Standing.latest = None

"""What stands for all tests of a module: a release, and what was made on it. Each test undoes its own part only.

Applying a city takes most of a second, and tests by the hundred want one. It is applied in a transaction that
is never committed; a test's own transaction is a savepoint in it. Tests that commit cannot run inside it: the
root ``conftest`` lets the release fall before them, and rise again for the next that asks for it. A module that wants
the world of the one before finds it still applied: only what that one made on it is undone.

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

Unblocked = Callable[[], AbstractContextManager[None]]
"""pytest-django's leave to touch the database."""


@dataclass
class Held:
    """Something made on a release: ``value`` is what ``make`` gave the last time that the release rose."""

    make: Callable[[], Any]
    value: Any = None


class Ground:
    """The release of a world, applied and not committed, for one module after the other."""

    def __init__(self) -> None:
        self._world: World | None = None
        self._open = ExitStack()
        self._release: Release | None = None

    def stand(self, unblocked: Unblocked, world: World) -> Release:
        """The release of this world; applied unless it is the one that stands."""
        if self._release is None or self._world is not world:
            self.fall()
            self._open.enter_context(unblocked())
            self._open.enter_context(transaction.atomic())
            self._world, self._release = world, release_apply(world)
        return self._release

    def fall(self) -> None:
        """Undo it: the database is empty again."""
        if self._release is not None:
            transaction.set_rollback(True)
            self._open.close()
            self._world = self._release = None
            forget_current()


GROUND = Ground()


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

    def __init__(self, unblocked: Unblocked, world: World) -> None:
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
            self.release = GROUND.stand(self._unblocked, self._world)
            self._open = ExitStack()
            self._open.enter_context(transaction.atomic())
            for held in self._held:
                self._make(held)

    def end(self) -> None:
        """Undo what was made on the release; it stands on."""
        if self._open is not None:
            transaction.set_rollback(True)
            self._open.close()
            self._open = None


def fall() -> None:
    """Undo whatever stands: the database is empty again, and a test may commit."""
    if Standing.latest is not None:
        Standing.latest.end()
    GROUND.fall()


@contextmanager
def release_standing(unblocked: Unblocked, world: World) -> Iterator[Standing]:
    """Have a world in force; for fixtures of a module, whose names end with ``_standing``."""
    Standing.latest = held = Standing(unblocked, world)
    held.rise()
    yield held
    held.end()
    Standing.latest = None

"""A release that stands for all tests of a module: applied once, each test undoes its own part only.

Applying a city takes most of a second, and tests by the hundred want one. It is applied in a transaction that
is never committed; a test's own transaction is a savepoint in it. Tests that commit cannot run inside it: the
root ``conftest`` lets the release fall before them, and rise again for the next that asks for it.
"""

from collections.abc import Callable, Iterator
from contextlib import AbstractContextManager, ExitStack, contextmanager

from django.db import connection, transaction

from yiwang.foundations.releases.models import Release
from yiwang.foundations.releases.public import forget_current, release_apply
from yiwang.loader import World


class Standing:
    """One module's release.

    Attributes:
        latest: that of the module whose tests run now, if it has one.
        release: it, while it stands; its id changes each time that it rises.
    """

    latest: "Standing | None" = None
    release: Release

    def __init__(self, unblocked: Callable[[], AbstractContextManager[None]], world: World) -> None:
        self._unblocked, self._world = unblocked, world
        self._open: ExitStack | None = None

    def rise(self) -> None:
        """Put it in force, if it does not stand already."""
        if self._open is None:
            self._open = ExitStack()
            self._open.enter_context(self._unblocked())
            self._open.enter_context(transaction.atomic())
            self.release = release_apply(self._world)
            _statistics_known()

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


def _statistics_known() -> None:
    """Else plans go by whatever rolled-back rows the tables once held."""
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE division, body, unit, post, role")

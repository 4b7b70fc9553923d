"""Acts run in the scope of their actor: the request's, or one of their own."""

from collections.abc import Iterator
from contextlib import contextmanager

from yiwang.foundations.scope.public import as_actor, scope_current
from yiwang.kernel.actor import Actor


@contextmanager
def in_scope(actor: Actor) -> Iterator[None]:
    """Stay in the transaction if it is this actor's already; otherwise open one (a savepoint inside another)."""
    held = scope_current()
    if held is actor or held == actor:
        yield
    else:
        with as_actor(actor):
            yield

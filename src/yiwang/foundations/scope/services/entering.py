"""Entering a scope: PostgreSQL learns for one transaction who asks, and then holds every row to it."""

from collections.abc import Iterator
from contextlib import contextmanager
from contextvars import ContextVar
from typing import Final

from django.conf import settings
from django.db import connection, transaction

from yiwang.kernel.actor import Actor, Audience

from .sending import scope_send

APP_ROLE: Final = "yiwang_app"
"""The role that the site's connections drop to; it may become each of ``ROLES`` and owns nothing."""

ROLES: Final[dict[Audience, str]] = {
    "staff": "yiwang_staff",
    "citizen": "yiwang_citizen",
    "worker": "yiwang_worker",
    "public": "yiwang_public",
}
"""The database role of each audience."""

_entered: ContextVar[Actor | None] = ContextVar("yiwang_scope", default=None)


def scope_current() -> Actor | None:
    """The actor whose scope this transaction is in; None outside ``as_actor``."""
    return _entered.get()


def scope_enter(actor: Actor) -> None:
    """Set database role and row scope until the transaction ends, in one round trip.

    Prefer ``as_actor``, which opens the transaction and leaves the scope again. A transaction that
    psycopg has not begun yet is begun in the same round trip.

    Raises:
        TransactionManagementError: outside a transaction, where the scope would be gone at once.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("scope_enter 必须在事务之内调用, 请改用 as_actor。")
    scope_send(ROLES[actor.audience], actor.units, actor.parties, *_texts(actor))


@contextmanager
def as_actor(actor: Actor) -> Iterator[None]:
    """Run a block in one transaction under the actor's database role and row scope.

    It is ``transaction.atomic()`` followed by ``scope_enter``. Inside another transaction (a test, or another
    ``as_actor``) it is a savepoint, and the scope from before comes back at the end. In tests everything
    outside the block runs as owner, who sees all; the block itself really switches role, so that policies are
    tested too: a superuser who has set a role is held by row-level security like anybody else.
    """
    before = _entered.get()
    nested = connection.in_atomic_block
    token = _entered.set(actor)
    try:
        with transaction.atomic():
            scope_enter(actor)
            yield
            if nested and not connection.needs_rollback:
                _back_to(before)
    finally:
        _entered.reset(token)


@contextmanager
def in_scope(actor: Actor) -> Iterator[None]:
    """Stay in the transaction if it is this actor's already; otherwise open one (a savepoint inside another)."""
    held = scope_current()
    if held is actor or held == actor:
        yield
    else:
        with as_actor(actor):
            yield


def _back_to(before: Actor | None) -> None:
    if before is not None:
        scope_enter(before)
    else:
        scope_send(settings.YIWANG_DB_ROLE or "none", (), (), "", "")


def _texts(actor: Actor) -> tuple[str, str, str]:
    city = "true" if actor.whole_city and actor.audience == "staff" else "false"
    return city, str(actor.account_id or ""), str(actor.matter or "")

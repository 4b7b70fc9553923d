"""Opening a matter, once per key."""

from collections.abc import Mapping, Sequence
from dataclasses import asdict, dataclass
from datetime import datetime
from uuid import UUID

import orjson
from django.db import connection

from yiwang.foundations.audit.pure import digest
from yiwang.foundations.scope.public import in_scope
from yiwang.kernel.actor import Actor

from ..domain.numbers import case_number
from ..domain.opening import open_matter
from ..domain.seeds import CaseSeed
from ..domain.values import Matter
from ..selectors import context_for, matter_load
from .errors import KeyReused
from .writing import write

_BEGIN = "SELECT existing, digest, drawn, secret FROM case_open_begin(%s)"


@dataclass(frozen=True)
class OpenedCase:
    """One case of the new matter."""

    id: UUID
    number: str
    state: str


@dataclass(frozen=True)
class Opened:
    """A matter that is open now. ``cases`` by seed key, the root's included; ``created`` False if the key had it."""

    root_id: UUID
    number: str
    created: bool
    cases: Mapping[str, OpenedCase]


def case_open_tree(
    *,
    actor: Actor,
    root: CaseSeed,
    children: Sequence[CaseSeed] = (),
    key: str,
    now: datetime,
    said: bytes = b"",
) -> Opened:
    """Open a matter: one root and its children, with their tasks, clocks, log and notices, in one transaction.

    Args:
        actor: who submits.
        root: the root; without children a case of its own.
        children: its children; ``after`` names keys of other children.
        key: idempotency key, unique over all matters (a draft's id). The same key with the same content gives the
            same matter again.
        now: the instant of submission; aware.
        said: what the key stands for, if the seeds are not the same each time they are made of it (closed values).

    Raises:
        OpeningError: the tree cannot be opened; its text says what is wrong.
        KeyReused: the key was used for something else.
        CaseNotFound: the key belongs to somebody else's matter.
    """
    wanted = digest(said, "sha256").hex() if said else _digest(root, children)
    with in_scope(actor):
        existing, held, drawn, secret = _begin(key)
        if existing is not None:
            return _again(existing, held == wanted)
        context = context_for(now)
        day = now.astimezone(context.calendar.tzinfo).date()
        number = case_number(day, drawn, secret)
        made = open_matter(
            root, children, actor, context.machines, context.facts, context.calendar, now,
            number=number, revision=context.revision,
        )  # fmt: skip
        write(made, made.matter.root_id, {"open_key": key, "open_digest": wanted})
    return _opened(made.matter, created=True)


def _begin(key: str) -> tuple[UUID | None, str | None, int, bytes]:
    """Take the key's lock; gives the matter it has, or the next draw of the sequence and its key."""
    with connection.cursor() as cursor:
        cursor.execute(_BEGIN, [key])
        row = cursor.fetchone()
    return row[0], row[1], row[2] or 0, bytes(row[3] or b"")


def _again(root_id: UUID, same: bool) -> Opened:
    matter = matter_load(root_id)
    if not same:
        raise KeyReused
    return _opened(matter, created=False)


def _opened(matter: Matter, *, created: bool) -> Opened:
    cases = {
        str(case.section("seed").get("key", "")): OpenedCase(case.id, case.number, case.state)
        for case in matter
    }
    return Opened(matter.root_id, matter.root.number, created, cases)


def _digest(root: CaseSeed, children: Sequence[CaseSeed]) -> str:
    content = orjson.dumps([asdict(seed) for seed in (root, *children)], option=orjson.OPT_SORT_KEYS)
    return digest(content, "sha256").hex()

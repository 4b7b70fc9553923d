"""Reads of the yearly review: its rounds, its lines, who decides which, and how far it has come."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db.models import QuerySet

from yiwang.foundations.organisations.public import unit_names
from yiwang.kernel.actor import Actor

from ..models import AccountReview, ReviewLine, Verdict
from .accounts import Colleague, holders_of

MAY_REVIEW, SECURITY = "account.review", "admin.security"
"""The permission to decide on one's own units' accounts; and whose are those that no head may decide on."""

NOBODY = UUID(int=0)


@dataclass(frozen=True)
class UnitProgress:
    """How far one unit has come, and who decides there; nobody: the security administrator."""

    unit: str
    name: str
    total: int
    open: int
    withdrawn: int
    suspended: int
    reviewers: tuple[str, ...]


def reviews_all() -> list[AccountReview]:
    """Every round, the newest first."""
    return list(AccountReview.objects.select_related("opened_by").defer("opened_by__password"))


def review_get(review_id: UUID) -> AccountReview | None:
    """One round; None if there is none."""
    return AccountReview.objects.filter(id=review_id).first()


def review_open() -> AccountReview | None:
    """The round under way; None between rounds."""
    return AccountReview.objects.filter(closed_at=None).first()


def review_lines(review_id: UUID) -> list[ReviewLine]:
    """All lines of a round with who decided, by unit."""
    rows = ReviewLine.objects.filter(review_id=review_id).select_related("decided_by")
    return list(rows.defer("decided_by__password"))


def lines_to_decide(actor: Actor, review_id: UUID, now: datetime) -> QuerySet[ReviewLine]:
    """The lines of a round that this hat decides on: never one's own account's.

    A head decides on the own units'; the security administrator on those for which there is no other head.
    """
    rows = ReviewLine.objects.filter(review_id=review_id).exclude(account_id=actor.account_id or NOBODY)
    if actor.has(MAY_REVIEW):
        return rows.filter(unit_id__in=actor.own_units)
    if actor.has(SECURITY):
        return rows.filter(id__in=_orphans(rows, holders_of(MAY_REVIEW, now)))
    return rows.none()


def _orphans(rows: QuerySet[ReviewLine], heads: Sequence[Colleague]) -> list[int]:
    return [
        line
        for line, account, unit in rows.values_list("id", "account_id", "unit_id")
        if not any(one.account_id != account and unit in one.hat.actor.own_units for one in heads)
    ]


def review_progress(review_id: UUID, now: datetime) -> list[UnitProgress]:
    """How far each unit has come, the least finished first."""
    rows = list(
        ReviewLine.objects.filter(review_id=review_id).values_list("unit_id", "verdict", "account_id")
    )
    heads, names = holders_of(MAY_REVIEW, now), unit_names({row[0] for row in rows})
    by_unit: dict[str, list[tuple[str, UUID]]] = {}
    for unit, verdict, account in rows:
        by_unit.setdefault(unit, []).append((verdict, account))
    told = [_progress(unit, names.get(unit, unit), said, heads) for unit, said in by_unit.items()]
    return sorted(told, key=lambda one: (-one.open, one.unit))


def _progress(
    unit: str, name: str, lines: Sequence[tuple[str, UUID]], heads: Iterable[Colleague]
) -> UnitProgress:
    """One unit; a head who has no line there but the own decides on none."""
    said = [verdict for verdict, _ in lines]
    own = [one for one in heads if unit in one.hat.actor.own_units]
    who = sorted({one.name for one in own if any(account != one.account_id for _, account in lines)})
    return UnitProgress(
        unit, name, len(said), said.count(Verdict.OPEN), said.count(Verdict.WITHDRAWN),
        said.count(Verdict.SUSPENDED), tuple(who),
    )  # fmt: skip


def heads_with_open_lines(review_id: UUID, now: datetime) -> list[tuple[Colleague, int]]:
    """Heads who still have lines to decide, with how many; each account once."""
    rows = list(
        ReviewLine.objects.filter(review_id=review_id, verdict="").values_list("unit_id", "account_id")
    )
    told: dict[UUID, tuple[Colleague, int]] = {}
    for one in [*holders_of(MAY_REVIEW, now), *holders_of(SECURITY, now)]:
        own = set(one.hat.actor.own_units) if one.hat.actor.has(MAY_REVIEW) else set()
        left = sum(unit in own and account != one.account_id for unit, account in rows)
        if left > told.get(one.account_id, (one, 0))[1]:
            told[one.account_id] = (one, left)
    return list(told.values())

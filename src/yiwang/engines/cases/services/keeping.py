"""Archiving closed matters when their time has come, and holding them back: each in one transaction with its row."""

import logging
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID, uuid4

from django.db import connection
from django.db.models import Exists, OuterRef, QuerySet

from yiwang.foundations.scope.public import as_actor, in_scope
from yiwang.kernel.actor import Actor, system_actor
from yiwang.kernel.days import day_words
from yiwang.kernel.stopping import Stopping, never

from ..definitions.retention import Retention
from ..domain.acting import Decision, Refusal
from ..domain.keeping import HELD, LIFTED, MAY_HOLD, archived, noted
from ..domain.values import Matter
from ..models import Case, CaseHold
from ..policies import CaseNotFound, access_case
from ..selectors import matter_load, matters_load
from ..selectors.keeping import keep_until, retention_rules
from .errors import CaseRefused
from .reasons import reason_words
from .writing import write, write_all

log = logging.getLogger(__name__)
ARCHIVIST = system_actor("archive")
BATCH = 200
TOGETHER = 50
"""How many matters share one transaction."""
WHO = Refusal("hold.who", "只有管档案的岗位和单位负责人可以停止或恢复归档；请换用这样的岗位。")
GONE = Refusal("hold.gone", "这次停止归档已经解除，或者没有；请刷新后再看。")


class StillOpen(RuntimeError):
    """A matter whose root is closed has an open case."""


@dataclass
class Archived:
    """What a run archived, and what it could not (its errors are logged)."""

    matters: int = 0
    failed: tuple[UUID, ...] = ()


def cases_archive_due(now: datetime, *, most: int = 10_000, stopping: Stopping = never) -> Archived:
    """Archive the closed matters whose time has come and that nobody holds back. It may be run as often as one likes.

    Args:
        now: the instant.
        most: at most so many matters.
        stopping: asked between batches; once true the run ends.
    """
    done = Archived()
    for rule in retention_rules().values():
        while done.matters < most and not stopping():
            wanted = min(BATCH, most - done.matters)
            moved = _batch(rule, now, wanted, done)
            if not moved:
                break
    return done


def _batch(rule: Retention, now: datetime, wanted: int, done: Archived) -> int:
    with as_actor(ARCHIVIST):
        roots = list(_due(rule, now).exclude(id__in=done.failed).values_list("id", flat=True)[:wanted])
    shares = [roots[at : at + TOGETHER] for at in range(0, len(roots), TOGETHER)]
    moved = sum([_together(share, rule, now, done) for share in shares])
    done.matters += moved
    return moved


def _due(rule: Retention, now: datetime) -> QuerySet[Case]:
    held = CaseHold.objects.filter(root_id=OuterRef("id"), lifted_at=None)
    until = now - timedelta(days=rule.archive_after.value)
    closed = Case.objects.filter(
        type=rule.case_type, parent_id=None, is_open=False, archived_at=None, closed_at__lte=until
    )
    return closed.filter(~Exists(held)).order_by("closed_at", "id")


def _together(roots: list[UUID], rule: Retention, now: datetime, done: Archived) -> int:
    """One transaction over some matters; if one of them fails, each in a transaction of its own."""
    try:
        with as_actor(ARCHIVIST):
            _step_back()
            return _archive(roots, rule, now)
    except Exception:
        log.info("cases.archive.one_by_one", exc_info=True)
    return sum([_alone(root, rule, now, done) for root in roots])


def _step_back() -> None:
    """Who holds many matters waits for none: an act that waits for one of them and has another goes first."""
    with connection.cursor() as cursor:
        cursor.execute("SET LOCAL lock_timeout = '100ms'")


def _alone(root: UUID, rule: Retention, now: datetime, done: Archived) -> int:
    try:
        with as_actor(ARCHIVIST):
            return _archive([root], rule, now)
    except Exception:
        log.exception("cases.archive.matter_failed", extra={"root": str(root)})
        done.failed += (root,)
        return 0


def _archive(roots: list[UUID], rule: Retention, now: datetime) -> int:
    """Load them under their locks, look again whether they are due, write together; says how many were archived."""
    matters = matters_load(roots)
    still = set(_due(rule, now).filter(id__in=roots).values_list("id", flat=True))
    made = [_archived(matter, rule, now) for matter in matters if matter.root_id in still]
    write_all(made)
    return len(made)


def _archived(matter: Matter, rule: Retention, now: datetime) -> Decision:
    until = keep_until(rule, matter.root.closed_at or now)
    kept = f"保管到{day_words(until)}" if until else "永久保管"
    made = archived(matter, ARCHIVIST, f"{kept}（{(rule.keep or rule.archive_after).source}）", now)
    if made is None:
        raise StillOpen
    return made


def hold_place(actor: Actor, case_id: UUID, *, reason: str, now: datetime) -> UUID:
    """Hold a matter back from the archive; whoever comes later sees who did so and why.

    Args:
        actor: a post with the permission ``case.hold`` that takes part in the case.
        case_id: any case of the matter.
        reason: why.
        now: the instant.

    Raises:
        CaseNotFound: the actor may not see it.
        CaseRefused: not this post, or no reason.
    """
    words = _reason(actor, reason)
    with in_scope(actor):
        case = access_case(actor, case_id)
        matter, hold = matter_load(case.id, lock=True), uuid4()
        write(noted(matter, case.id, actor, HELD, words, now), case.id)
        CaseHold.objects.create(
            id=hold, case_id=case.id, root_id=case.root_id, reason=words, placed_at=now,
            placed_by=actor.account_id, placed_hat=actor.hat_label,
        )  # fmt: skip
    return hold


def hold_lift(actor: Actor, hold_id: UUID, *, reason: str, now: datetime) -> None:
    """End a hold.

    Raises:
        CaseRefused: there is none for this actor, not this post, or no reason.
    """
    words = _reason(actor, reason)
    with in_scope(actor):
        held = CaseHold.objects.filter(id=hold_id).first()
        if held is None:
            raise CaseRefused(GONE)
        matter = _loaded(held)
        ended = CaseHold.objects.filter(id=hold_id, lifted_at=None).update(
            lifted_at=now, lifted_by=actor.account_id, lifted_hat=actor.hat_label, lifted_reason=words
        )
        if not ended:
            raise CaseRefused(GONE)
        write(noted(matter, held.case_id, actor, LIFTED, words, now), held.case_id)


def _loaded(held: CaseHold) -> Matter:
    try:
        return matter_load(held.case_id, lock=True)
    except CaseNotFound as error:
        raise CaseRefused(GONE) from error


def _reason(actor: Actor, reason: str) -> str:
    if actor.audience != "staff" or not actor.has(MAY_HOLD):
        raise CaseRefused(WHO)
    return reason_words(reason, "hold")

"""Reads: charges of cases, refunds that wait, differences that stand open."""

from collections.abc import Sequence
from uuid import UUID

from yiwang.engines.payments.models import BookDifference, Charge, Reconciliation, Refund
from yiwang.engines.payments.policies import (
    APPROVE,
    RECONCILE,
    allows,
    charges_visible_to,
    differences_visible_to,
)
from yiwang.kernel.actor import Actor


def charges_of(actor: Actor, case_ids: Sequence[UUID]) -> list[Charge]:
    """The charges of some cases as far as the actor may see them, oldest first."""
    return list(charges_visible_to(actor).filter(case_id__in=case_ids).order_by("id"))


def charge_page(actor: Actor, *, before: UUID | None = None, limit: int = 50) -> list[Charge]:
    """Charges, newest first, with their refunds; by key, not by page number."""
    rows = charges_visible_to(actor).prefetch_related("refunds")
    return list((rows.filter(id__lt=before) if before else rows)[:limit])


def refunds_waiting(actor: Actor) -> list[Refund]:
    """Refunds that this hat could decide on or send again; oldest first."""
    if not allows(actor, APPROVE):
        return []
    mine = Refund.objects.filter(charge__in=charges_visible_to(actor), state__in=("asked", "failed"))
    return list(mine.select_related("charge").order_by("asked_at"))


def differences_open(actor: Actor) -> list[BookDifference]:
    """Differences nobody has cleared, of this hat."""
    return list(differences_visible_to(actor).filter(cleared_at=None))


def reconciliations(actor: Actor, limit: int = 14) -> list[Reconciliation]:
    """How the last days compared, for hats that reconcile."""
    if not allows(actor, RECONCILE):
        return []
    return list(Reconciliation.objects.order_by("-day")[:limit])

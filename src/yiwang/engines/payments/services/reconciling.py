"""Reconciliation (对账): daily the provider's book against ours; differences stand until somebody clears them."""

from datetime import date, datetime, timedelta
from typing import Final

from django.db import transaction
from django.db.models import Max
from django.utils import timezone

from yiwang.engines.payments.domain.errors import ChargeNotVisible, PaymentRefused
from yiwang.engines.payments.domain.provider import StatementLine
from yiwang.engines.payments.domain.reconciling import Comparison, compare
from yiwang.engines.payments.models import BookDifference, Charge, Reconciliation, Refund
from yiwang.engines.payments.policies import RECONCILE, differences_visible_to, require
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.calendars.public import local_days
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from .providers import CASHIER, payment_provider, payment_provider_bound

LONGEST: Final = 31
"""After so many days without reconciliation only the last ones are caught up; older ones are done by hand."""
NOTE = 500
AGREES = "再次对账时已相符"


def reconcile_due(now: datetime) -> list[Reconciliation]:
    """Compare every day up to yesterday that has not been compared; nothing without a provider."""
    if not payment_provider_bound():
        return []
    yesterday = timezone.localtime(now).date() - timedelta(days=1)
    with as_actor(CASHIER):
        last = Reconciliation.objects.filter(provider=payment_provider().id).aggregate(Max("day"))["day__max"]
    first = max(last + timedelta(days=1), yesterday - timedelta(days=LONGEST)) if last else yesterday
    days = [first + timedelta(days=n) for n in range((yesterday - first).days + 1)]
    return [reconcile_day(day, now) for day in days]


def reconcile_day(day: date, now: datetime) -> Reconciliation:
    """Compare one day; doing it again brings the list up to date and closes what agrees by now.

    Raises:
        ProviderSilent: the statement is not to be had.
    """
    provider = payment_provider()
    theirs = provider.statement(day)
    with as_actor(CASHIER):
        found = compare(theirs, _ours(day))
        held, _ = Reconciliation.objects.update_or_create(
            provider=provider.id, day=day,
            defaults={"matched": found.matched, "differing": len(found.differences), "at": now},
        )  # fmt: skip
        _keep(provider.id, day, found, now)
        return held


def _ours(day: date) -> list[StatementLine]:
    span = local_days(day, day)
    paid = Charge.objects.filter(paid_at__gte=span[0], paid_at__lt=span[1])
    back = Refund.objects.filter(done_at__gte=span[0], done_at__lt=span[1]).select_related("charge")
    return [
        *(StatementLine(one.number, "paid", one.amount_fen) for one in paid),
        *(StatementLine(one.charge.number, "refunded", one.amount_fen) for one in back),
    ]


def _keep(provider: str, day: date, found: Comparison, now: datetime) -> None:
    units = dict(
        Charge.objects.filter(number__in=[d.number for d in found.differences]).values_list(
            "number", "unit_id"
        )
    )
    for one in found.differences:
        BookDifference.objects.get_or_create(
            provider=provider, day=day, entry=one.entry, number=one.number,
            defaults={
                "kind": one.kind, "unit_id": units.get(one.number, ""), "theirs_fen": one.theirs_fen,
                "ours_fen": one.ours_fen, "found_at": now,
            },
        )  # fmt: skip
    still = [(one.entry, one.number) for one in found.differences]
    for held in BookDifference.objects.filter(provider=provider, day=day, cleared_at=None):
        if (held.entry, held.number) not in still:
            _cleared(held, "系统", AGREES, now)


def _cleared(held: BookDifference, by: str, note: str, now: datetime) -> None:
    held.cleared_at, held.cleared_by, held.note = now, by, note
    held.save(update_fields=["cleared_at", "cleared_by", "note"])


def difference_clear(actor: Actor, difference_id: int, *, note: str, now: datetime) -> None:
    """Say how a difference was cleared; it leaves the list.

    Raises:
        ChargeNotVisible: it is not this hat's.
        PaymentRefused: no permission, no words, or cleared already.
    """
    require(actor, RECONCILE)
    if not note.strip():
        raise PaymentRefused("请写明这笔差异是怎样处理的。")
    if not differences_visible_to(actor).filter(id=difference_id).exists():
        raise ChargeNotVisible
    with transaction.atomic():
        held = BookDifference.objects.select_for_update().get(id=difference_id)
        if held.cleared_at is not None:
            raise PaymentRefused("这笔差异已经有人处理过，请刷新查看。")
        _cleared(held, actor.hat_label, note.strip()[:NOTE], now)
        body = {"day": held.day.isoformat(), "note": held.note}
        audit_record(actor, "payments.difference.cleared", f"charge:{held.number[:40]}", body, now=now)

"""Decisions about a licence after its issue, each with its reason."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.outbox.public import outbox_put
from yiwang.kernel.actor import Actor

from ..domain.errors import LicenceRefused
from ..domain.states import Status, may_become
from ..models import Licence
from .issuing import locked_licence


def licence_decide(
    *, actor: Actor, licence_id: UUID, to: Status | str, reason: str, now: datetime
) -> Licence:
    """Suspend (暂停), restore (恢复), revoke (吊销), annul (撤销), cancel (注销) or expire a licence.

    Args:
        actor: a hat of the issuing unit, or the worker.
        licence_id: which licence.
        to: the new status; deciding the present one again changes nothing.
        reason: why, in words; the holder reads it.
        now: instant of the decision.

    Raises:
        LicenceNotVisible: the actor may not manage it.
        LicenceRefused: no reason, or what was ended cannot become this any more.
    """
    with transaction.atomic():
        licence, wanted = locked_licence(actor, licence_id), Status(to)
        if licence.status == wanted:
            return licence
        _check(Status(licence.status), wanted, reason)
        licence.status, licence.status_reason, licence.status_at = wanted, reason.strip(), now
        licence.save(update_fields=["status", "status_reason", "status_at"])
        _tell(actor, licence, now)
    return licence


def _check(status: Status, wanted: Status, reason: str) -> None:
    if not reason.strip():
        raise LicenceRefused("请写明原因，持证人会看到。")
    if not may_become(status, wanted):
        raise LicenceRefused(f"证照{status.word}，不能再变为“{wanted.word}”。请核对证照状态。")


def _tell(actor: Actor, licence: Licence, now: datetime) -> None:
    public = {"name": licence.type_name, "status": licence.status, "reason": licence.status_reason}
    audit_record(actor, "licence.decided", f"licence:{licence.id}", {}, public, now=now)
    key = f"licence.decided:{licence.id}:{now.isoformat()}"
    outbox_put("licence.decided", key, {"licence": str(licence.id), "status": licence.status})

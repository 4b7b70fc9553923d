"""Taking a carrier's notice: verified first, taken once, and only about a parcel that is with that carrier."""

import hashlib
from datetime import datetime
from typing import Any, Final

from yiwang.engines.handovers.domain.carrier import CarrierNotice, NoticeForged
from yiwang.engines.handovers.domain.numbers import parcel_number
from yiwang.engines.handovers.domain.states import DELIVERED, may_become
from yiwang.engines.handovers.models import DeliveryNotice, Handover
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.outbox.public import outbox_put
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.wire import Signed

from .carriers import KEEPER, carrier_of

TAKEN, LATE, UNKNOWN = "taken", "late", "unknown"
FORGERIES: Final = "handovers:notices"
"""The audit subject of notices that nobody believed."""


def delivery_notice_take(carrier_id: str, signed: Signed, *, now: datetime) -> str:
    """Take a notice: ``taken``, ``late`` (changes nothing any more) or ``unknown``; again says the same.

    Raises:
        NoticeForged: the signature is not the carrier's; that it came is in the audit log.
        NoCarrier: there is no such carrier.
    """
    carrier, digest = carrier_of(carrier_id), hashlib.sha256(signed.body).hexdigest()
    try:
        said = carrier.read(signed)
    except NoticeForged:
        with as_actor(KEEPER):
            body = {"carrier": carrier_id, "digest": digest, "bytes": len(signed.body)}
            audit_record(KEEPER, "handovers.notice.refused", FORGERIES, body, now=now)
        raise
    with as_actor(KEEPER):
        return _once(carrier_id, said, digest, now)


def _once(carrier: str, said: CarrierNotice, digest: str, now: datetime) -> str:
    """Whoever comes second with the same notice waits for the first, and is told what came of it."""
    row = DeliveryNotice(
        carrier=carrier, notice_id=said.id, kind=said.kind, number=said.number, digest=digest, happened_at=said.at,
        received_at=now,
    )  # fmt: skip
    DeliveryNotice.objects.bulk_create([row], ignore_conflicts=True)
    held = DeliveryNotice.objects.select_for_update().get(carrier=carrier, notice_id=said.id)
    if not held.verdict:
        held.verdict = _verdict(carrier, said, now)
        held.save(update_fields=["verdict"])
    return str(held.verdict)


def _verdict(carrier: str, said: CarrierNotice, now: datetime) -> str:
    number, _, _ = said.number.rpartition("-")
    handover = Handover.objects.select_for_update().filter(number=number, carrier=carrier).first()
    if handover is None or handover.carrier_number not in ("", said.carrier_number):
        body = {"kind": said.kind, "carrier_number": said.carrier_number}
        audit_record(KEEPER, "handovers.notice.unknown", f"handover:{said.number[:40]}", body, now=now)
        return UNKNOWN
    if parcel_number(number, handover.attempt) != said.number or not may_become(handover.state, said.kind):
        return LATE
    if said.kind == DELIVERED:
        proof = {
            "kind": "carrier",
            "by": said.by[:80],
            "carrier": carrier,
            "carrier_number": said.carrier_number,
        }
        delivered(handover, proof, said.at, KEEPER, now)
    else:
        _troubled(handover, said, now)
    return TAKEN


def delivered(handover: Handover, proof: dict[str, Any], at: datetime, actor: Any, now: datetime) -> None:
    """It is with the applicant: the code is void, the proof kept, and the cases are told by the outbox."""
    handover.state, handover.proof, handover.code = DELIVERED, {**proof, "at": at.isoformat()}, ""
    handover.done_at, handover.changed_at, handover.trouble = at, now, ""
    handover.save()
    audit_record(
        actor, "handovers.handover.delivered", f"handover:{handover.number}", {"kind": proof["kind"]}, now=now
    )
    outbox_put("handovers.delivered", f"handovers.delivered:{handover.id}", {"handover": str(handover.id)})


def _troubled(handover: Handover, said: CarrierNotice, now: datetime) -> None:
    handover.state, handover.trouble, handover.changed_at = said.kind, said.why[:200], now
    handover.save(update_fields=["state", "trouble", "changed_at"])
    subject = f"handover:{handover.number}"
    audit_record(KEEPER, f"handovers.handover.{said.kind}", subject, {"why": handover.trouble}, now=now)
    key = f"handovers.trouble:{handover.id}:{handover.attempt}"
    outbox_put("handovers.trouble", key, {"handover": str(handover.id)})

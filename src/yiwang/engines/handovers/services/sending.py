"""Giving a hand-over to its carrier: only name, phone and address go out, and that is on the person's record."""

from datetime import datetime
from uuid import UUID

from yiwang.engines.handovers.domain.carrier import CarrierSilent, NoticeForged, Parcel
from yiwang.engines.handovers.domain.errors import HandoverRefused
from yiwang.engines.handovers.domain.numbers import parcel_number
from yiwang.engines.handovers.domain.states import CARRIED, LOCKER, LOST, PREPARED, RETURNED, SENT
from yiwang.engines.handovers.models import Handover
from yiwang.engines.handovers.policies import access_handover
from yiwang.foundations.audit.public import access_record, audit_record
from yiwang.foundations.outbox.public import outbox_put
from yiwang.foundations.people.public import Party, party_canonical, phone_of
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from .carriers import KEEPER, carrier_for
from .codes import code_closed
from .preparing import still_open, tell
from .receiving import delivery_notice_take


def handover_send(actor: Actor, handover_id: UUID, *, now: datetime) -> None:
    """Send it: the carrier is told by the outbox, as often as it takes.

    Raises:
        HandoverNotVisible: it is not this hat's.
        HandoverRefused: not by a carrier, not complete, sent already, no address, or not for this hat.
        NoCarrier: nobody carries that way.
    """
    access_handover(actor, handover_id, "hand_out")
    with as_actor(KEEPER):
        handover = Handover.objects.select_for_update().get(id=handover_id)
        _check(handover)
        handover.carrier, handover.state = carrier_for(handover.way).id, SENT
        handover.sent_at = handover.changed_at = now
        handover.save(update_fields=["carrier", "state", "sent_at", "changed_at"])
        audit_record(
            actor, "handovers.handover.sent", f"handover:{handover.number}", {"way": handover.way}, now=now
        )
        key = f"handovers.send:{handover.id}:{handover.attempt}"
        outbox_put("handovers.send", key, {"handover": str(handover.id)})


def _check(handover: Handover) -> None:
    if handover.way not in CARRIED:
        raise HandoverRefused("这件到窗口领取，不用交运；领取时在这里登记。")
    if handover.state != PREPARED:
        raise HandoverRefused(f"这件送达现在是“{handover.state_word}”，不能交运；请刷新查看。")
    if waiting := still_open(handover):
        raise HandoverRefused(f"申请人要一起领，还有 {waiting} 个事项没有结果；都出来以后再交运。")
    if not (handover.place if handover.way == LOCKER else handover.address):
        raise HandoverRefused("没有收件地址；请联系申请人，或者改在窗口领取。")


def handover_carry(handover_id: UUID, now: datetime) -> None:
    """Hand the parcel in and keep the carrier's number; the outbox calls. The carrier takes a number once."""
    handover = Handover.objects.select_for_update().get(id=handover_id)
    if handover.state != SENT or handover.carrier_number:
        return
    given = carrier_for(handover.way).take(_parcel(handover, now))
    handover.carrier_number, handover.code = given.carrier_number, code_closed(given.code)
    handover.save(update_fields=["carrier_number", "code"])
    more = {
        "way": handover.way_word,
        "carrier_number": given.carrier_number,
        "code": given.code,
        "place": handover.place,
    }
    tell(handover, "handover_sent", more, now)


def _parcel(handover: Handover, now: datetime) -> Parcel:
    party = Party.objects.filter(id=party_canonical(handover.party_id)).first()
    fields = ["姓名", "手机号码", *(["地址"] if handover.address else [])]
    purpose = f"寄送办理结果（{handover.number}），交给{carrier_for(handover.way).title}"
    access_record(KEEPER, handover.party_id, purpose, fields, now=now)
    phone = phone_of(party) if party else ""
    number = parcel_number(handover.number, handover.attempt)
    return Parcel(number, handover.recipient, phone, handover.address, handover.place)


def handover_again(actor: Actor, handover_id: UUID, *, now: datetime) -> None:
    """Make ready again what came back or was lost. Raises HandoverNotVisible, HandoverRefused."""
    access_handover(actor, handover_id, "hand_out")
    with as_actor(KEEPER):
        handover = Handover.objects.select_for_update().get(id=handover_id)
        if handover.state not in (RETURNED, LOST):
            raise HandoverRefused("只有被退回或丢失的可以重新送达；请刷新查看。")
        handover.state, handover.attempt, handover.changed_at = PREPARED, handover.attempt + 1, now
        handover.carrier = handover.carrier_number = handover.code = handover.trouble = ""
        handover.save()
        audit_record(actor, "handovers.handover.again", f"handover:{handover.number}", {}, now=now)


def carriers_ask(now: datetime) -> int:
    """Ask for everything that is on its way: silence is unknown, and is asked again next time.

    Returns:
        How many answers were taken.
    """
    with as_actor(KEEPER):
        open_ = list(Handover.objects.filter(state=SENT).exclude(carrier_number="").order_by("id"))
    return sum(handover_ask(one, now) == "taken" for one in open_)


def handover_ask(handover: Handover, now: datetime) -> str:
    """Ask the carrier about one hand-over and take its signed answer; gives what came of it, "" for silence."""
    try:
        signed = carrier_for(handover.way).ask(parcel_number(handover.number, handover.attempt))
        return delivery_notice_take(handover.carrier, signed, now=now) if signed else ""
    except (CarrierSilent, NoticeForged):
        return ""

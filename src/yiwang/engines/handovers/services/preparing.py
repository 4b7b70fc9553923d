"""The effect ``prepare_handover``: a result joins its matter's gathering hand-over or gets one of its own."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.utils import timezone

from yiwang.engines.cases.public import EffectCall, access_case, cases_visible_to
from yiwang.engines.handovers.domain.numbers import handover_number, pickup_code
from yiwang.engines.handovers.domain.states import (
    ELECTRONIC,
    LOCKER,
    PICKUP,
    POST,
    PREPARED,
    READY,
    TOGETHER,
    WAYS,
)
from yiwang.engines.handovers.models import DeliveryWish, Handover, HandoverItem
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.notices.public import notice_send
from yiwang.foundations.organisations.public import unit_names
from yiwang.foundations.people.public import Party
from yiwang.foundations.scope.public import as_actor

from .carriers import EFFECT, KEEPER
from .codes import code_closed
from .counters import counter_of

ADDRESS = "mail_address"
"""The element of an address to send to, as an item's own form may have asked for it."""


def prepare_handover(call: EffectCall, now: datetime) -> None:
    """Put a case's result into a hand-over; doing it again changes nothing."""
    if HandoverItem.objects.filter(case_id=call.case_id).exists():
        return
    case = access_case(EFFECT, call.case_id)
    handover = _gathering(case, now) if _pace(case) == TOGETHER else _made(case, READY, now)
    _put_in(handover, case, now)
    tell_ready(handover, now)


def _gathering(case: Any, now: datetime) -> Handover:
    """The one hand-over into which a matter's results go; two results at one instant make one."""
    Handover.objects.bulk_create([_new(case, TOGETHER, now)], ignore_conflicts=True)
    return Handover.objects.select_for_update().get(root_id=case.root_id, pace=TOGETHER, state=PREPARED)


def _made(case: Any, pace: str, now: datetime) -> Handover:
    handover = _new(case, pace, now)
    handover.save(force_insert=True)
    return handover


def _new(case: Any, pace: str, now: datetime) -> Handover:
    wish, way = DeliveryWish.objects.filter(root_id=case.root_id).first(), _way(case)
    party = Party.objects.filter(id=case.party_id).first()
    unit = counter_of(case) if way == PICKUP else case.owner_unit_id
    return Handover(
        number=handover_number(timezone.localtime(now).date()), root_id=case.root_id, party_id=case.party_id,
        unit_id=unit, units=sorted({unit, case.owner_unit_id}), way=way, pace=pace,
        recipient=party.name if party else "", made_at=now, changed_at=now, is_demo=bool(party and party.is_demo),
        address=_address(case, wish) if way == POST else "", place=wish.place if wish and way == LOCKER else "",
        code=code_closed(pickup_code()) if way == PICKUP else "",
    )  # fmt: skip


def _kept(case: Any, name: str) -> str:
    return str((case.data.get("kept") or {}).get(name, ""))


def _pace(case: Any) -> str:
    return TOGETHER if _kept(case, "pace") == TOGETHER else READY


def _way(case: Any) -> str:
    flag = str(((case.data.get("terms") or {}).get("flags") or {}).get("delivery", ""))
    way = _kept(case, "delivery") or flag
    return way if way in WAYS and way != ELECTRONIC else PICKUP


def _address(case: Any, wish: DeliveryWish | None) -> str:
    """What was wished on the matter, else what the item's own form asked for (its slice: ``applications``)."""
    if wish and wish.address:
        return wish.address
    fields = (case.data.get("form") or {}).get("fields") or []
    return next((str(f["value"]) for f in fields if f.get("element") == ADDRESS and f.get("value")), "")


def _put_in(handover: Handover, case: Any, now: datetime) -> None:
    HandoverItem.objects.create(
        handover=handover, case_id=case.id, case_number=case.number, title=case.title,
        result=_kept(case, "result") or case.title,
    )  # fmt: skip
    handover.units = sorted({*handover.units, case.owner_unit_id})
    handover.changed_at = now
    handover.save(update_fields=["units", "changed_at"])
    audit_record(
        KEEPER, "handovers.item.added", f"handover:{handover.number}", {"case": case.number}, now=now
    )


def still_open(handover: Handover) -> int:
    """How many cases of the matter may still bring a result into a gathering hand-over; 0 for any other."""
    if handover.pace != TOGETHER:
        return 0
    with as_actor(KEEPER):  # a unit sees its own cases only, and would count too few
        inside = HandoverItem.objects.filter(handover__root_id=handover.root_id).values("case_id")
        every = cases_visible_to(KEEPER).filter(root_id=handover.root_id, is_open=True)
        return every.exclude(id__in=inside).exclude(id=handover.root_id).count()


def tell_ready(handover: Handover, now: datetime) -> None:
    """Tell the applicant once that everything is there to be had at the counter; what is sent is told when it is."""
    if handover.told_at is not None or still_open(handover):
        return
    handover.told_at = now
    handover.save(update_fields=["told_at"])
    if handover.way == PICKUP:
        tell(
            handover,
            "handover_ready",
            {"unit": unit_names([handover.unit_id]).get(handover.unit_id, "")},
            now,
        )


def tell(handover: Handover, template: str, more: dict[str, str], now: datetime) -> None:
    """Tell the applicant something about a hand-over, once per attempt."""
    items = list(handover.items.all())
    data = {
        "results": "、".join(one.result for one in items),
        "number": items[0].case_number if items else "",
        **more,
    }
    key = f"handover:{handover.id}:{handover.attempt}:{template}"
    notice_send(
        party_id=UUID(str(handover.party_id)), template=template, data=data, key=key, now=now,
        served_by=handover.unit_id,
    )  # fmt: skip

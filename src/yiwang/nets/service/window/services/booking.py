"""Appointments: a citizen books a half hour, and takes it back."""

import secrets
from datetime import date, datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from yiwang.foundations.audit.public import audit_record
from yiwang.kernel.actor import Actor

from ..definitions import Hall
from ..domain.tickets import QueueRefused
from ..models import Booking
from ..policies import bookings_visible_to
from ..selectors.queue import hall_of, slots_free

FULL = "这个时段刚刚约满了。请另选一个时段。"
TWICE = "您今天在这个大厅已经约过。要改时间，请先取消原来的预约。"


def booking_make(
    actor: Actor, hall_id: str, line: str, day: date, slot: str, *, now: datetime
) -> Booking:  # fmt: skip
    """Book a half hour of a line. However many book at once, no place is given twice.

    Raises:
        QueueRefused: no such hall or line, the half hour is full or past, or there is an appointment that day.
    """
    hall = hall_of(hall_id)
    if actor.audience != "citizen" or not actor.parties:
        raise QueueRefused("请先以本人或所代表单位的身份登录，再预约。")
    if hall is None or line not in hall.lines or hall.appointments is None:
        raise QueueRefused("这个大厅或这类业务不接受预约。")
    if not any((free.day, free.text) == (day, slot) for free in slots_free(hall, line, now)):
        raise QueueRefused(FULL)
    held = bookings_visible_to(actor).filter(hall=hall_id, day=day, state="booked")
    if held.exists():
        raise QueueRefused(TWICE)
    made = _seated(actor, hall, line, day, slot, now)
    audit_record(actor, "window.booking.made", f"hall_booking:{made.id}", {"hall": hall_id}, now=now)
    return made


def _seated(actor: Actor, hall: Hall, line: str, day: date, slot: str, now: datetime) -> Booking:
    """Take the first free place. Places others hold cannot be seen, only bumped into."""
    places = hall.appointments.per_half_hour if hall.appointments else 0
    for seat in range(1, places + 1):
        made = Booking(
            hall=hall.id, line=line, day=day, slot=slot, seat=seat, party_id=actor.parties[0],
            account_id=actor.account_id, code=f"{secrets.randbelow(10**6):06d}", state="booked", booked_at=now,
        )  # fmt: skip
        try:
            with transaction.atomic():
                made.save(force_insert=True)
        except IntegrityError as error:
            if "hall_booking_once" in str(error):
                raise QueueRefused(TWICE) from None
            continue
        return made
    raise QueueRefused(FULL)


def booking_cancel(actor: Actor, booking_id: UUID, *, now: datetime) -> None:
    """Take an appointment back; its place is free for others at once.

    Raises:
        QueueRefused: it is not this party's, or has been used or taken back already.
    """
    ended = bookings_visible_to(actor).filter(id=booking_id, state="booked")
    if actor.audience != "citizen" or not ended.update(state="cancelled"):
        raise QueueRefused("没有这个预约，或它已经用过、取消过。")
    audit_record(actor, "window.booking.cancelled", f"hall_booking:{booking_id}", {}, now=now)

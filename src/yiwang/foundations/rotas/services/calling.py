"""The number by which somebody on duty is called: shown for a purpose, and that it was shown is written down."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.keys.public import decrypt
from yiwang.foundations.people.public import PurposeMissing
from yiwang.kernel.actor import Actor

from ..policies import CALL
from ..selectors.duty import PHONE_PURPOSE
from .keeping import RotaRefused

LONGEST = 200


def duty_phone(actor: Actor, shift_id: UUID, purpose: str, *, now: datetime) -> str:
    """The number of who is on duty now.

    Raises:
        PurposeMissing: no purpose was stated.
        RotaRefused: this hat does not call people on duty, or that shift is not on, or has no number.
    """
    if actor.audience != "staff" or not actor.has(CALL):
        raise RotaRefused("您当前的身份不查看值班电话；请由派单或者值班的人打。")
    said = purpose.strip()[:LONGEST]
    if not said:
        raise PurposeMissing
    with connection.cursor() as cursor:
        cursor.execute("SELECT unit_id, phone FROM duty_phone(%s, %s)", [shift_id, now])
        found = cursor.fetchone()
    if found is None or not found[1]:
        raise RotaRefused("这一班现在不在值，或者没有留电话；请刷新后再看。")
    told = {"shift": str(shift_id), "purpose": said}
    audit_record(actor, "rotas.phone.shown", f"unit:{found[0]}", told, now=now)
    return decrypt(found[1], purpose=PHONE_PURPOSE)

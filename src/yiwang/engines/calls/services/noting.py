"""What is written into a call: a line of its log, and the number that called, closed."""

from datetime import datetime

from yiwang.foundations.keys.public import blind, encrypt
from yiwang.kernel.actor import Actor

from ..models import Call, CallEvent
from ..policies import NUMBER


def call_noted(actor: Actor, call: Call, kind: str, now: datetime, detail: str = "") -> None:
    """Write what a person did into the call's log."""
    CallEvent.objects.create(
        call=call, centre=call.centre, kind=kind, at=now, received_at=now, extension=call.extension, detail=detail,
        account_id=actor.account_id, label=actor.hat_label,
    )  # fmt: skip


def number_close(call: Call, bare: str) -> None:
    """Give a call its number, closed; "" leaves it without."""
    if bare:
        call.number, call.number_blind = encrypt(bare, purpose=NUMBER), blind(bare, purpose=NUMBER)

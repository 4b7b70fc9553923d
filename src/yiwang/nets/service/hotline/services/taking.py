"""What a seat does in one call: take the demand, and end it at once where that is possible. All or nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal

from django.db import transaction

from yiwang.engines.cases.public import CaseNotFound, access_case, case_move
from yiwang.kernel.actor import Actor

from ..domain.demand import Demand
from ..domain.errors import HotlineRefused
from ..selectors.rules import rules_in_force
from .opening import Taken, demand_open

How = Literal["order", "answer", "not_accept"]
DIRECT: dict[str, str] = {"answer": "answer_directly", "not_accept": "not_accept"}
"""The act of the case type by which a call ends at once."""


@dataclass(frozen=True)
class Outcome:
    """How the call goes on.

    Attributes:
        how: ``order``: it is dispatched; ``answer``: answered now; ``not_accept``: not taken, for a ground.
        reply: what was answered.
        ground: id of the rules' ``not_accepted``.
    """

    how: str = "order"
    reply: str = ""
    ground: str = ""


def call_take(actor: Actor, demand: Demand, outcome: Outcome, *, now: datetime) -> Taken:
    """Take a demand and do with it what the seat says, in one transaction.

    Raises:
        HotlineRefused: as ``demand_open``; or it cannot be ended at once, because others deal with it.
        CaseRefused: the act is refused; its text says why.
    """
    data = _said(outcome)
    with transaction.atomic():
        taken = demand_open(actor, demand, now=now)
        if data:
            _ended(actor, taken, DIRECT[outcome.how], data, now)
    return taken


def _said(outcome: Outcome) -> dict[str, str]:
    """What the act is told; empty where the demand is only taken. Raises HotlineRefused for what is missing."""
    if outcome.how == "order":
        return {}
    if outcome.how == "answer":
        if not outcome.reply.strip():
            raise HotlineRefused("请写答复。", "reply")
        return {"reply": outcome.reply.strip()}
    held = rules_in_force().not_accepted.get(outcome.ground) if outcome.how == "not_accept" else None
    if held is None:
        raise HotlineRefused("请选怎样处理；不予受理的要选情形。", "ground")
    return {"ground": outcome.ground, "channel": held.channel}


def _ended(actor: Actor, taken: Taken, act: str, data: dict[str, str], now: datetime) -> None:
    try:
        held = access_case(actor, taken.case_number, to="act")
    except CaseNotFound as error:
        what = "这件由举报专办的岗位或者上级单位受理，不能当场办结；请选“派单”。"
        raise HotlineRefused(what, "how") from error
    if held.is_open and held.state not in DIRECT.values():
        case_move(actor=actor, case_id=held.id, act=act, data=data, now=now)

"""What a seat does in one call: take the demand, and end it at once where that is possible. All or nothing."""

from dataclasses import dataclass
from datetime import datetime
from typing import Literal
from uuid import UUID

from django.db import transaction

from yiwang.engines.cases.public import CaseNotFound, access_case, case_move
from yiwang.engines.knowledge.public import Version, versions_in_force
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.demand import Demand
from ..domain.errors import HotlineRefused
from ..models import HotlineAnswer
from ..policies import HOTLINE
from ..selectors.rules import rules_in_force
from .opening import Taken, demand_open
from .suggesting import suggestions_settled

How = Literal["order", "answer", "not_accept", "join"]
DIRECT: dict[str, str] = {"answer": "answer_directly", "not_accept": "not_accept", "join": "join"}
"""The act of the case type by which a call ends at once, or joins what others told already."""


JOINED = "merged"
"""The state a demand is in that joined another: open, and the same form again joins nothing."""


@dataclass(frozen=True)
class Outcome:
    """How the call goes on.

    Attributes:
        how: ``order``: it is dispatched; ``answer``: answered now; ``not_accept``: not taken, for a ground; ``join``:
            it is the same matter as another demand.
        reply: what was answered.
        ground: id of the rules' ``not_accepted``.
        version: of the script it was answered with; None without one.
        into: number of the demand that it joins.
    """

    how: str = "order"
    reply: str = ""
    ground: str = ""
    version: UUID | None = None
    into: str = ""


def call_take(actor: Actor, demand: Demand, outcome: Outcome, *, now: datetime) -> Taken:
    """Take a demand and do with it what the seat says, in one transaction.

    Raises:
        HotlineRefused: as ``demand_open``; or it cannot be ended at once, because others deal with it.
        CaseRefused: the act is refused; its text says why.
    """
    script = _script(actor, outcome, now)
    data = {**_said(outcome), **_named(script)}
    with transaction.atomic():
        taken = demand_open(actor, demand, now=now)
        if data:
            _ended(actor, taken, DIRECT[outcome.how], data, now)
        if script:
            _answered(taken, script, now)
        suggestions_settled(rules_in_force(), demand, taken, sent_on=not data, now=now)
    return taken


def _script(actor: Actor, outcome: Outcome, now: datetime) -> Version | None:
    """The script a call is answered with, as it holds now. Raises HotlineRefused for one that no longer does."""
    if outcome.how != "answer" or outcome.version is None:
        return None
    day = world().day_at(now)
    held = versions_in_force(actor, day).filter(id=outcome.version).first()
    if held is None:
        raise HotlineRefused("这条口径刚刚失效或者撤下了，请重新查。", "reply")
    return held


def _named(script: Version | None) -> dict[str, str]:
    return {"script": f"{script.question}（第 {script.number} 版）", "by_script": "yes"} if script else {}


def _answered(taken: Taken, script: Version, now: datetime) -> None:
    """Keep which script it was, once; counted for the script's owner."""
    with as_actor(HOTLINE):
        held = {"article_id": script.article_id, "version_id": script.id, "at": now}
        HotlineAnswer.objects.get_or_create(case_id=taken.case_id, defaults=held)


def _said(outcome: Outcome) -> dict[str, str]:
    """What the act is told; empty where the demand is only taken. Raises HotlineRefused for what is missing."""
    if outcome.how == "order":
        return {}
    if outcome.how == "answer":
        if not outcome.reply.strip():
            raise HotlineRefused("请写答复。", "reply")
        return {"reply": outcome.reply.strip()}
    if outcome.how == "join":
        if not outcome.into.strip():
            raise HotlineRefused("请选并入哪一件。", "how")
        return {"into": outcome.into.strip()}
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
    if held.is_open and held.state != JOINED:
        case_move(actor=actor, case_id=held.id, act=act, data=data, now=now)

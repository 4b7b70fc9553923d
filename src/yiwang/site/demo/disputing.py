"""Tells one demo dispute: the request for mediation, then everything that happened to it, each act by who may do it."""

from datetime import datetime, timedelta
from uuid import NAMESPACE_URL, UUID, uuid5

from django.db import transaction
from django.utils import timezone

from yiwang.engines.cases.public import case_move, cases_visible_to
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.loader import World
from yiwang.nets.governance.mediation.public import (
    Asking,
    Side,
    agreement_digest,
    mediation_ask,
    sign_here,
    sign_own,
)
from yiwang.site.disputes import SIGNS, DemoDispute, DisputeStep

from .applying import StoryBroken, person_actor
from .telling import WORKER, hats_named, wait_for, who_may


@transaction.atomic
def dispute_tell(world: World, dispute: DemoDispute, now: datetime) -> bool:
    """Tell a dispute from the request to today, whole or not at all; False if it has been told already.

    Raises:
        StoryBroken: the definitions have changed under it; the sentence says where it stopped.
    """
    key, actor = uuid5(NAMESPACE_URL, f"demo-dispute:{dispute.id}"), person_actor(world, dispute.applicant)
    with as_actor(WORKER):
        if cases_visible_to(WORKER).filter(open_key=f"mediation:{key}").exists():
            return False
    asked_at = _asked_at(dispute, now)
    with as_actor(actor):
        made = mediation_ask(actor, _asking(dispute, key), now=asked_at)
    for step in dispute.steps:
        _do(dispute, step, made.number, actor, min(asked_at + timedelta(minutes=step.after), now))
    return True


def _asked_at(dispute: DemoDispute, now: datetime) -> datetime:
    hour, minute = map(int, dispute.at.split(":"))
    day = timezone.localtime(now) - timedelta(days=dispute.days_ago)
    return day.replace(hour=hour, minute=minute, second=0, microsecond=0)


def _asking(dispute: DemoDispute, key: UUID) -> Asking:
    return Asking(
        key=str(key), type=dispute.type, words=dispute.words, division=dispute.place, place=dispute.spot,
        own=Side(), other=Side(dispute.other, dispute.phone), language=dispute.language, source="portal",
        consents=True, chosen=dispute.chosen,
    )  # fmt: skip


def _do(dispute: DemoDispute, step: DisputeStep, number: str, applicant: Actor, now: datetime) -> None:
    case = _case(number)
    hats = [applicant] if step.by == "applicant" else hats_named(step.by)
    if step.act in SIGNS:
        _sign(step, number, hats[0], now)
    else:
        actor = who_may(hats, case, step.act, now)
        if actor is None:
            raise StoryBroken(f"“{dispute.title}”：{step.by} 现在不能“{step.act}”。")
        with as_actor(actor):
            case_move(actor=actor, case_id=case, act=step.act, data=dict(step.data), now=now)
    if step.until:
        wait_for(dispute.title, case, step.until)


def _sign(step: DisputeStep, number: str, hat: Actor, now: datetime) -> None:
    role = step.act.removeprefix("sign_")
    with as_actor(hat):
        if role == "own":
            sign_own(hat, number, agreement_digest(hat, number), now=now)
        else:
            sign_here(hat, number, role, str(step.data.get("name", "")), True, now=now)


def _case(number: str) -> UUID:
    with as_actor(WORKER):
        return UUID(str(cases_visible_to(WORKER).get(number=number).id))

"""Deciding: review, confirmation, the day of publication, return, refusal, withdrawal."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from django.utils import timezone

from yiwang.kernel.actor import Actor

from ..domain.states import NEEDS_OPINION, Act, hindrance, next_state
from ..models import Proposal
from ..policies import access_proposal
from ..selectors import facts_for
from .recording import ProposalRefused, held_to, moved

OPINION = 1000
DECIDING = (Act.APPROVE, Act.CONFIRM, Act.SCHEDULE, Act.RETURN, Act.REFUSE, Act.WITHDRAW)
AHEAD_DAYS = 366


def proposal_decide(
    actor: Actor,
    proposal_id: UUID,
    act: Act,
    *,
    version: int,
    now: datetime,
    opinion: str = "",
    publish_on: date | None = None,
) -> Proposal:
    """One decision, an act of ``DECIDING``, on a proposal that was handed in.

    ``version`` is the one the person has read: what is agreed to is what was read. An ``opinion`` must be given
    with a return or a refusal; ``publish_on``, today or later, with ``Act.SCHEDULE``.

    Raises:
        ProposalNotFound: there is none for this hat.
        ProposalRefused: not for this person, not now, or something is missing; the sentence says what.
        ProposalChanged: it is not what was read any more.
    """
    proposal = access_proposal(actor, proposal_id, lock=True)
    facts = facts_for(proposal, actor)
    to = next_state(facts, act)
    why = hindrance(facts, act, actor.account_id, actor.roles)
    if why or to is None or act not in DECIDING:
        raise ProposalRefused(why or "没有这个动作。")
    held_to(proposal, version)
    said = _opinion(act, opinion)
    if act is Act.SCHEDULE:
        proposal.publish_on = _day(publish_on, timezone.localtime(now).date())
        said = f"{said} 发布日期 {proposal.publish_on}".strip()
    proposal.told = said if act is Act.RETURN else proposal.told
    moved(proposal, act, to, actor, now, said)
    return proposal


def _opinion(act: Act, opinion: str) -> str:
    said = opinion.strip()[:OPINION]
    if act in NEEDS_OPINION and not said:
        raise ProposalRefused("退回或者不同意，请写明意见，起草人要照着改。")
    return said


def _day(wanted: date | None, today: date) -> date:
    if wanted is None or wanted < today:
        raise ProposalRefused("请选发布日期：今天，或者以后的一天。")
    if (wanted - today).days > AHEAD_DAYS:
        raise ProposalRefused("发布日期不能晚于一年以后。")
    return wanted

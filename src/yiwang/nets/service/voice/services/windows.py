"""Asking at a window: a closed case that the clerk may see becomes a token for the tablet, or for a slip."""

from datetime import datetime

from yiwang.engines.cases.public import access_case, case_handlers
from yiwang.engines.ratings.public import ASK, Channel, Service, rating_token, rules_in_force
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import VoiceRefused
from ..policies import VOICE


def window_ask(actor: Actor, number: str, channel: Channel, *, now: datetime) -> str:
    """A token by which the person at the window rates a case; the clerk counts among who was at work on it.

    Raises:
        CaseNotFound: the clerk may not see it.
        VoiceRefused: the hat asks nobody, or the case has not closed, or nobody is asked about such cases.
        AlreadyRated: it was rated.
    """
    if not actor.has(ASK):
        raise VoiceRefused("您现在的身份不能请人评价。")
    case, rules = access_case(actor, number), rules_in_force()
    if rules is None or case.state not in rules.invite.get(case.type, ()):
        raise VoiceRefused("这个办件还没有办结，或者不在评价范围内；办结以后再请评价。", "number")
    with as_actor(VOICE):
        workers = {*case_handlers(case.id), *([actor.account_id] if actor.account_id else [])}
    service = Service(
        event_key=f"case:{case.id}", unit=case.owner_unit_id, item=case.subject, title=case.title,
        division=case.division_id, case_id=case.id, number=case.number, party=case.party_id, accounts=workers,
    )  # fmt: skip
    return rating_token(service, channel, now=now)

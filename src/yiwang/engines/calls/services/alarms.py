"""A danger marked by one key: written into the call, and told at once to whom the pack names."""

from datetime import datetime
from uuid import UUID

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.divisions.public import division_get
from yiwang.foundations.notices.public import notice_send
from yiwang.foundations.organisations.public import unit_places
from yiwang.foundations.people.public import holders_of
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..definitions import Alarm
from ..domain.errors import CallRefused
from ..models import Call
from ..policies import KEEPER, TAKE, access_own_call, centre_for
from .noting import call_noted

ALARM = "alarm"


def call_alarm(
    actor: Actor, call_id: UUID, alarm: str, *, division: str = "", link: str, now: datetime
) -> int:
    """Mark a danger of a call, again if need be; gives how many were told who had not been.

    Args:
        actor: who talks, or talked, with the caller.
        call_id: the call.
        alarm: id of the pack's alarm.
        division: the place it is about, if it is known: those responsible there are told as well.
        link: where those told read on, if they may.
        now: the instant.

    Raises:
        CallNotVisible, CallRefused: not one's own call, or the pack has no such alarm.
    """
    held = centre_for(actor, TAKE).alarms.get(alarm)
    if held is None:
        raise CallRefused("请从列出的情形里选。")
    with as_actor(KEEPER):
        call = access_own_call(actor, call_id)
        call_noted(actor, call, ALARM, now, held.label)
        audit_record(actor, "calls.alarm", f"call:{call.id}", {"alarm": alarm, "place": division}, now=now)
        return sum(_told(one, held, call, alarm, actor, link, now) for one in _whom(held, division, now))


def _whom(held: Alarm, division: str, now: datetime) -> list[UUID]:
    """Whoever carries one of the words, of bodies in the pack's own place or around the place that is known."""
    people = [(one.account_id, one.hat.actor.unit) for word in held.tells for one in holders_of(word, now)]
    places = unit_places({unit for _, unit in people})
    found = division_get(division) if division else None
    around = {world().pack.division, *(found.path if found else ())}
    near = (key for key, unit in people if unit in places and places[unit].division in around)
    return list(dict.fromkeys(near))


def _told(account: UUID, held: Alarm, call: Call, alarm: str, actor: Actor, link: str, now: datetime) -> bool:
    """Told once of a danger of a call; nothing of the caller stands in it."""
    data = {"alarm": held.label, "seat": actor.hat_label, "extension": call.extension or "—", "link": link}
    key = f"calls.alarm:{call.id}:{alarm}:{account}"
    return notice_send(account_id=account, template=held.notice, data=data, key=key, now=now)

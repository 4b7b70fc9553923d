"""Sending: the notice is in the site at once; e-mail and text message follow through the outbox."""

from collections.abc import Collection, Mapping
from datetime import datetime, time
from typing import Any
from uuid import UUID

from django.utils import timezone

from yiwang.foundations.notices.definitions import NOTICE_TEMPLATE, NoticeTemplate
from yiwang.foundations.notices.domain.filling import filled, sentences_filled
from yiwang.foundations.notices.domain.quiet import quiet_until
from yiwang.foundations.notices.models import Notice, NoticeDelivery, NoticeRead
from yiwang.foundations.notices.selectors.hotline import hotline
from yiwang.foundations.notices.selectors.notices import notices_visible_to
from yiwang.foundations.notices.selectors.silences import receiver_may_be_told
from yiwang.foundations.outbox.public import outbox_put
from yiwang.foundations.releases.public import world as world_in_force
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor
from yiwang.loader import World, parameter_at

from .delivering import phone_for

TOPIC = "notices.deliver"
QUIET_FROM, QUIET_UNTIL = "notice_quiet_from", "notice_quiet_until"
"""Parameters (text, ``22:00``) between which text messages wait; without them they go at once."""


def notice_send(
    *,
    party_id: UUID | None = None,
    account_id: UUID | None = None,
    unit_id: str | None = None,
    template: str,
    data: Mapping[str, Any],
    key: str,
    now: datetime | None = None,
    world: World | None = None,
    served_by: str = "",
) -> bool:
    """Tell a party, an account or a unit (exactly one) something, once per key.

    Args:
        party_id: the person or organisation concerned.
        account_id: the account, whatever its hat.
        unit_id: everybody at work in a unit.
        template: id of the notice in the pack.
        data: values for its words; identity and phone numbers come out masked, always. ``hotline`` is given.
        key: names this telling; a second one of the same key does nothing.
        now: instant of telling.
        world: definitions to use; the release in force unless given.
        served_by: the unit that brings it by letter or visit to a party without a phone.

    Returns:
        Whether it was new; False also for a party that is not to be contacted any more.

    Raises:
        UnknownDefinition: there is no such notice.
        ValueError: not exactly one receiver, or a value of the title is missing.
    """
    receiver = {"party_id": party_id, "account_id": account_id, "unit_id": unit_id}
    if sum(value is not None for value in receiver.values()) != 1:
        raise ValueError("通知须写明一个收件人：当事人、账号或单位。")
    known, at = world or world_in_force(), now or timezone.now()
    wording = known.get(NOTICE_TEMPLATE, template)
    words = _words(wording, {"hotline": hotline(at, known), **data})
    told = {"number": str(data.get("number", "")), "served_by": served_by, **words}
    notice = Notice(key=key, template=template, created_at=at, **receiver, **told)
    with as_actor(system_actor("notices")):
        if not receiver_may_be_told(party_id, account_id):
            return False
        Notice.objects.bulk_create([notice], ignore_conflicts=True)
        is_new = Notice.objects.filter(id=notice.id).exists()
        if is_new:
            _queue(notice, wording, known, at)
    return is_new


def notices_mark_read(
    actor: Actor, ids: Collection[UUID] | None = None, *, now: datetime | None = None
) -> int:
    """Mark notices (all the actor sees, unless given) as read by its account; returns how many it may see."""
    visible = notices_visible_to(actor)
    seen = list((visible if ids is None else visible.filter(id__in=ids)).values_list("id", flat=True))
    if actor.account_id is None:
        return 0
    at = now or timezone.now()
    marks = [NoticeRead(notice_id=notice, account_id=actor.account_id, at=at) for notice in seen]
    NoticeRead.objects.bulk_create(marks, ignore_conflicts=True)
    return len(seen)


def _words(wording: NoticeTemplate, data: Mapping[str, Any]) -> dict[str, str]:
    title = filled(wording.title, data)
    if not title:
        raise ValueError(f"通知“{wording.id}”的标题缺少内容，请补齐 data。")
    body, sms = sentences_filled(wording.body, data), sentences_filled(wording.sms, data)
    return {"title": title, "body": body, "sms": sms, "link": filled(wording.link, data)}


def _queue(notice: Notice, wording: NoticeTemplate, world: World, now: datetime) -> None:
    """One delivery per outer channel; text messages wait for the end of quiet hours, where a telephone would ring."""
    outer = [channel for channel in ("email", "sms") if channel in wording.channels]
    NoticeDelivery.objects.bulk_create([NoticeDelivery(notice=notice, channel=channel) for channel in outer])
    for channel in outer:
        rings = channel == "sms" and not wording.is_urgent and bool(phone_for(notice))
        held = _held_until(world, now) if rings else None
        body = {"notice": str(notice.id), "channel": channel, "by_letter": wording.by_letter}
        outbox_put(TOPIC, f"notice:{notice.id}:{channel}", body, held)


def _held_until(world: World, now: datetime) -> datetime | None:
    start, end = (_clock(world, name, now) for name in (QUIET_FROM, QUIET_UNTIL))
    return quiet_until(now, start, end, world.pack.zone)


def _clock(world: World, name: str, now: datetime) -> time | None:
    value = parameter_at(world, name, now)
    return None if value is None else time.fromisoformat(str(value))

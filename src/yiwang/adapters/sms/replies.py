"""Replies that came in, each taken once: for now every reply is a rating, or is answered in words."""

from datetime import datetime

from yiwang.adapters.sms.models import SmsReplied
from yiwang.engines.ratings.public import RatingRefused, rating_reply
from yiwang.foundations.notices.public import SmsReply
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.kernel.ids import mask, mask_in, normalised, phone_bare

SMS = system_actor("sms")
LONGEST = 500


def reply_take(said: SmsReply, *, now: datetime) -> str:
    """Take one reply.

    Returns:
        ``rated``; ``words`` if it was no rating (and was answered if somebody had been asked); ``late`` if the
        service was rated or its time was over; ``repeated`` if this message had come before.
    """
    phone = phone_bare(normalised(said.phone)[0])
    text = mask_in(said.text)[:LONGEST]
    row = SmsReplied(key=said.id, masked=mask(phone, "mobile"), text=text, at=said.at)
    with as_actor(SMS):
        SmsReplied.objects.bulk_create([row], ignore_conflicts=True)
        held = SmsReplied.objects.select_for_update().get(key=said.id)
        if held.verdict:
            return "repeated"
        held.verdict = _taken(phone, said.text[:LONGEST], now)
        held.save(update_fields=["verdict"])
    return held.verdict


def _taken(phone: str, text: str, now: datetime) -> str:
    try:
        return "rated" if rating_reply(phone, text, now=now) else "words"
    except RatingRefused:
        return "late"

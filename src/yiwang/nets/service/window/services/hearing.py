"""The foot of receipts and slips: how to read progress, to rate the service, and where to turn when one is stuck."""

from datetime import datetime

from django.conf import settings
from django.urls import reverse

from yiwang.engines.ratings.public import RatingRefused, Service, rating_token
from yiwang.foundations.notices.public import hotline

from ..models import Attendance


def stuck_words(now: datetime) -> dict[str, str]:
    """Address and phone of 办不成事, for every slip; the phone is left out where the pack names none."""
    phone = hotline(now)
    there = f"{settings.YIWANG_PUBLIC_URL}{reverse('voice:stuck')}"
    return {"stuck_address": there, **({"stuck_phone": phone} if phone else {})}


def progress_words() -> dict[str, str]:
    """Where one reads how far the matter is, by the receipt's number and the phone, without signing in."""
    return {"progress_address": f"{settings.YIWANG_PUBLIC_URL}{reverse('portal:progress')}"}


def rate_words(held: Attendance, now: datetime) -> dict[str, str]:
    """Address and code by which the person in presence rates this receiving, once; nothing where nobody is asked.

    Made with the receipt, in its transaction: a receipt printed again bears the same code.
    """
    service = Service(
        event_key=f"attendance:{held.id}", unit=held.receiver_id, item=held.target.rpartition(":")[2],
        title=f"窗口收件：{held.title}", party=held.party_id, accounts=(held.account_id,),
    )  # fmt: skip
    try:
        token = rating_token(service, "qr", now=now)
    except RatingRefused:
        return {}
    there = f"{settings.YIWANG_PUBLIC_URL}{reverse('rating', args=[token])}"
    return {"rate_address": there, "rate_qr": there}

"""Codes to phones: made at once, sent by the asker's own worker, right once. The one way to prove a phone.

code = code_make("10000000001", purpose="voice.stuck", about=str(report.id), until=until, now=now)   # the page
code_send(code, "验证码 {code}，…", key=message.key, now=now)                                         # the worker
about = code_use(code, typed, tries=5, now=now)                                                     # the page
"""

import hmac
import secrets
from datetime import datetime, timedelta
from uuid import UUID

from yiwang.foundations.keys.public import blind, decrypt, encrypt
from yiwang.foundations.notices.models import PhoneCode
from yiwang.foundations.notices.selectors.codes import ADDRESS_PURPOSE, PHONE_PURPOSE
from yiwang.foundations.notices.services.delivering import NoGatewayError, sms_gateway
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.kernel.ids import normalised
from yiwang.loader import parameter_at

CODES = system_actor("notices")
CODE_PURPOSE, KEEP = "notices.code", "phone_code_keep_days"
"""What codes are closed for; the parameter that says for how many days they are kept."""


def code_make(
    phone: str, *, purpose: str, about: str, until: datetime, now: datetime, address: str = ""
) -> UUID:
    """A code of six digits for a phone; nothing is sent yet.

    Args:
        phone: the number, in its own form.
        purpose: what it is for; counts are kept by it.
        about: what ``code_use`` tells again.
        until: when it ends.
        now: the instant.
        address: whence it was asked for, in clear; only a salted hash is kept.
    """
    row = PhoneCode(
        purpose=purpose, about=about, until=until, at=now,
        phone=encrypt(phone, purpose=PHONE_PURPOSE), phone_blind=blind(phone, purpose=PHONE_PURPOSE),
        code=encrypt(f"{secrets.randbelow(10**6):06d}", purpose=CODE_PURPOSE),
        address=blind(address, purpose=ADDRESS_PURPOSE) if address else "",
    )  # fmt: skip
    with as_actor(CODES):
        row.save(force_insert=True)
    return row.id


def code_send(code_id: UUID, words: str, *, key: str, now: datetime) -> bool:
    """Send a code; the worker calls it, as often as it takes.

    Args:
        code_id: what ``code_make`` gave.
        words: the text message, with ``{code}`` where the code goes.
        key: the same key again does not reach the phone twice.
        now: the instant.

    Returns:
        Whether it was sent; False if it has ended or was forgotten meanwhile.

    Raises:
        NoGatewayError: no gateway is bound; the outbox tries again.
    """
    with as_actor(CODES):
        held = PhoneCode.objects.select_for_update().filter(id=code_id, used_at=None, until__gt=now).first()
        if held is None:
            return False
        gateway = sms_gateway()
        if gateway is None:
            raise NoGatewayError
        held.sent_at = held.sent_at or now
        held.save(update_fields=["sent_at"])
        text = words.replace("{code}", decrypt(held.code, purpose=CODE_PURPOSE))
        gateway.send(phone=decrypt(held.phone, purpose=PHONE_PURPOSE), text=text, key=key)
    return True


def code_use(code_id: UUID, typed: str, *, tries: int, now: datetime) -> str | None:
    """What a code was asked about, if it is typed rightly and in time; then it is used up.

    Wrong tries are counted, so the caller must not undo the transaction where it refuses. A code that was never
    sent takes the same steps and is never right.

    Args:
        code_id: what ``code_make`` gave.
        typed: as typed; full-width digits and spaces do not matter.
        tries: how often it may be typed wrongly.
        now: the instant.
    """
    with as_actor(CODES):
        held = PhoneCode.objects.select_for_update().filter(id=code_id).first()
        if held is None:
            return None
        alive = bool(held.sent_at) and not held.used_at and held.until > now and held.tries < tries
        same = hmac.compare_digest(
            normalised(typed)[0].encode(), decrypt(held.code, purpose=CODE_PURPOSE).encode()
        )
        held.tries, held.used_at = held.tries + 1, now if alive and same else held.used_at
        held.save(update_fields=["tries", "used_at"])
    return held.about if alive and same else None


def codes_forget(*, now: datetime) -> int:
    """Forget every code, with phone and address, after the pack's days; the worker calls it daily. Returns how many."""
    days = parameter_at(world(), KEEP, now)
    with as_actor(CODES):
        return PhoneCode.objects.filter(at__lt=now - timedelta(days=int(days or 0))).delete()[0]

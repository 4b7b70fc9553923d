"""How many codes a phone got, and how many were asked for from one address: against floods."""

from datetime import datetime
from uuid import UUID

from yiwang.foundations.keys.public import blind_candidates, decrypt
from yiwang.foundations.notices.models import PhoneCode
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

PHONE_PURPOSE, ADDRESS_PURPOSE = "notices.code_phone", "notices.code_address"

_READER = system_actor("notices")


def codes_for_phone(phone: str, purpose: str, since: datetime, *, sent: bool = False) -> int:
    """How many codes were made (or ``sent``) for a phone and a purpose since an instant."""
    with as_actor(_READER):
        blinds = blind_candidates(phone, purpose=PHONE_PURPOSE)
        rows = PhoneCode.objects.filter(phone_blind__in=blinds, purpose=purpose, at__gt=since)
        return (rows.exclude(sent_at=None) if sent else rows).count()


def codes_from_address(address: str, purpose: str, since: datetime) -> int:
    """How many codes were asked for from one address since an instant; 0 where there is none."""
    if not address:
        return 0
    with as_actor(_READER):
        blinds = blind_candidates(address, purpose=ADDRESS_PURPOSE)
        return PhoneCode.objects.filter(address__in=blinds, purpose=purpose, at__gt=since).count()


def code_asked(code_id: UUID) -> tuple[str, str] | None:
    """What a code was asked about, and for which phone; for who decides whether it is sent. Never for showing."""
    with as_actor(_READER):
        held = PhoneCode.objects.filter(id=code_id).first()
        return (held.about, decrypt(held.phone, purpose=PHONE_PURPOSE)) if held else None

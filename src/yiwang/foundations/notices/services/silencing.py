"""Silencing: from now on nothing is told to a party, whatever the matter."""

from datetime import datetime
from uuid import UUID

from django.db import transaction

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.notices.models import NoticeSilence
from yiwang.foundations.people.public import party_canonical
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

SILENCER = system_actor("notices")


def party_silence(party_id: UUID, *, ground: str, now: datetime) -> bool:
    """Tell this party nothing any more, e.g. because an authority has established the death.

    What was told before stays in the site; text messages and e-mails that still wait are not sent.

    Args:
        party_id: the party, or one that was merged into it.
        ground: on what decision it rests; stands in the sealed log.
        now: instant of the act.

    Returns:
        Whether it was new.
    """
    with as_actor(SILENCER), transaction.atomic():
        party = party_canonical(party_id)
        _, fresh = NoticeSilence.objects.get_or_create(party_id=party, defaults={"ground": ground, "at": now})
        if fresh:
            body = {"ground": ground}
            audit_record(SILENCER, "notices.party.silenced", f"party:{party}", body, now=now)
    return fresh

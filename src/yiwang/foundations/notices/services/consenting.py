"""Electronic service (电子送达): only for who agreed to it, with the words agreed to; taken back at any time.

It is a consent like any other (see ``people``), withdrawn on the same page.
"""

from datetime import datetime
from uuid import UUID

from django.utils import timezone

from yiwang.foundations.people.public import Consent, consent_give, consents_of
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor
from yiwang.loader import PARAMETER

ELECTRONIC, PURPOSE = "electronic_service", "送达文书和通知"
TERMS = "electronic_service_terms"
"""Parameter (text): the words that are agreed to; a new wording has its own day and text version."""


def served_electronically(party_id: UUID) -> Consent | None:
    """The open consent of a party to be served electronically; None: papers go by letter, visit or at a counter."""
    given = (held for held in consents_of([party_id]) if held.withdrawn_at is None)
    return next((held for held in given if (held.topic, held.purpose) == (ELECTRONIC, PURPOSE)), None)


def electronic_terms(now: datetime) -> tuple[str, str]:
    """The words to agree to and the version of their text; both empty if the pack offers no electronic service."""
    found = world().find(PARAMETER, TERMS)
    held = found.on(timezone.localtime(now).date()) if found else None
    return (held.value, held.text_version) if held else ("", "")


def electronic_agree(actor: Actor, party_id: UUID, *, now: datetime) -> Consent:
    """Note the consent with its words and their version.

    Raises:
        PartyNotVisible: the actor does not act for this party.
        ValueError: the pack offers no electronic service.
    """
    words, version = electronic_terms(now)
    if not words:
        raise ValueError("本地还没有开通电子送达。")
    wording = f"电子送达：{words}（文本：{version}）"
    return consent_give(actor, party_id=party_id, topic=ELECTRONIC, purpose=PURPOSE, wording=wording, now=now)

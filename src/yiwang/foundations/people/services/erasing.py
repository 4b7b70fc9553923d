"""The beginning and the end of erasing a person: marked and signed out first; its name, where it must stay, last."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from django.contrib.sessions.models import Session

from yiwang.foundations.audit.public import ErasableParty

from ..models import Party
from ..selectors.erasing import sessions_of

ERASED_NAME = "（已依法删除）"


def party_erasing_begin(who: ErasableParty) -> int:
    """Hold the party, mark it erased and end its sessions; how many ended. Inside a worker's scope."""
    Party.objects.filter(id__in=who.parties).update(erased_at=who.at)
    return Session.objects.filter(session_key__in=sessions_of(who.accounts)).delete()[0]


def party_names_forget(parties: Iterable[UUID]) -> int:
    """Forget the names of erased persons whom no matter needs any more; how many. Inside a worker's scope."""
    held = Party.objects.filter(id__in=set(parties), erased_at__isnull=False).exclude(name=ERASED_NAME)
    return held.update(name=ERASED_NAME)

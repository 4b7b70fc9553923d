"""The beginning and the end of erasing a person: marked first; its name, where it must stay, last."""

from __future__ import annotations

from collections.abc import Iterable
from uuid import UUID

from yiwang.foundations.audit.public import ErasableParty

from ..models import Party

ERASED_NAME = "（已依法删除）"


def party_erasing_begin(who: ErasableParty) -> None:
    """Hold the party and mark it erased; its sessions end with what else there is of it. Inside a worker's scope."""
    Party.objects.filter(id__in=who.parties).update(erased_at=who.at)


def party_names_forget(parties: Iterable[UUID]) -> int:
    """Forget the names of erased persons whom no matter needs any more; how many. Inside a worker's scope."""
    held = Party.objects.filter(id__in=set(parties), erased_at__isnull=False).exclude(name=ERASED_NAME)
    return held.update(name=ERASED_NAME)

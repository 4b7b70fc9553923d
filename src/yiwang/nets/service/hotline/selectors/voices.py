"""Voices of demands: those that wait to be heard, and those of a case, as far as a hat may hear or read them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from yiwang.engines.cases.public import access_case
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..models import HotlineVoice
from ..policies import HOTLINE
from .photos import waiting


@dataclass(frozen=True)
class VoiceWaiting:
    """A voice that nobody has listened to, with its case."""

    voice: HotlineVoice
    number: str
    title: str
    at: datetime


def voices_waiting(actor: Actor) -> list[VoiceWaiting]:
    """Voices that wait, of the demands this hat dispatches, the oldest first."""
    found = waiting(actor, HotlineVoice)
    return [VoiceWaiting(row, case.number, case.title, row.at) for row, case in found]


def case_voices(actor: Actor, number: str) -> tuple[Any, list[HotlineVoice]]:
    """A case and its voices, the first first; whether one may be heard is asked for each. Raises CaseNotFound."""
    case = access_case(actor, number)
    with as_actor(HOTLINE):
        return case, list(HotlineVoice.objects.filter(case_id=case.id).order_by("at", "id"))

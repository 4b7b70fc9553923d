"""Tables of cases, in the shape of ``design.md`` §5. Written by the database functions of the migrations only."""

from .answer import ActAnswer
from .case import Case, CaseLink, CaseParty, CaseUnit
from .clock import Clock
from .erasure import CaseErasure
from .event import Event, EventBody
from .follow import CaseFollow
from .hold import CaseHold
from .look import CaseLook
from .party_erasure import PartyErasure
from .precedent import Precedent
from .task import Task

__all__ = [
    "ActAnswer",
    "Case",
    "CaseErasure",
    "CaseFollow",
    "CaseHold",
    "CaseLink",
    "CaseLook",
    "CaseParty",
    "CaseUnit",
    "Clock",
    "Event",
    "EventBody",
    "PartyErasure",
    "Precedent",
    "Task",
]

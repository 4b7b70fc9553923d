"""What learning is asked by and hears of. An edge: it reads the clock."""

from django.utils import timezone

from yiwang.engines.cases.public import CaseMoved, bind_learnt, subscribe_cases

from .domain.errors import LearningRefused
from .services.alone import alone_allowed, alone_try
from .services.proposing import Proposer


def connect() -> None:
    """Bind and subscribe; called once in ``ready()``."""
    bind_learnt(Proposer())
    subscribe_cases("learning.alone", _opened, where=_allowed)


def _allowed(case_type: str, state: str) -> bool:
    try:
        return alone_allowed(case_type)
    except LearningRefused:
        return False


def _opened(moved: CaseMoved) -> None:
    alone_try(moved, now=timezone.now())

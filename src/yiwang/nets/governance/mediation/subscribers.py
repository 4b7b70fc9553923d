"""What mediation hears of: agreements that take effect. An edge: it reads the clock."""

from django.utils import timezone

from yiwang.engines.cases.public import CaseMoved, subscribe_cases

from .selectors.rules import is_mediation
from .services.papers import agreement_seal

IN_EFFECT, SEALED_BY = "in_effect", "take_effect"
"""The state in which an agreement has effect, and the act by which one in writing gets there."""


def connect() -> None:
    """Subscribe; called once in ``ready()``."""
    subscribe_cases("mediation.agreement", _in_effect, states={IN_EFFECT}, where=_is_mediation)


def _is_mediation(type_: str, state: str) -> bool:
    return is_mediation(type_)


def _in_effect(moved: CaseMoved) -> None:
    if moved.act == SEALED_BY:
        agreement_seal(moved.case_id, timezone.now())

"""What mediation hears of: both sides willing, agreements in effect, who stands near. An edge: it reads the clock."""

from django.utils import timezone

from yiwang.engines.cases.public import CaseMoved, bind_effect, subscribe_cases

from .selectors.rules import is_mediation, rules_in_force
from .services.choosing import chosen_given, conflict_keep, settled_keep
from .services.papers import agreement_seal
from .services.rating import sides_ask

MEDIATING, IN_EFFECT, SEALED_BY = "mediating", "in_effect", "take_effect"
"""The states in which both sides are willing and an agreement has effect, and the act by which one in writing does."""


def connect() -> None:
    """Subscribe; called once in ``ready()``."""
    subscribe_cases("mediation.agreement", _in_effect, states={IN_EFFECT}, where=_is_mediation)
    subscribe_cases("mediation.settled", _settled, states={IN_EFFECT}, where=_is_mediation)
    subscribe_cases("mediation.chosen", _willing, states={MEDIATING}, where=_is_mediation)
    subscribe_cases("mediation.rating", _ended, where=_is_rated)
    bind_effect("keep_conflict", conflict_keep)


def _is_mediation(type_: str, state: str) -> bool:
    return is_mediation(type_)


def _is_rated(type_: str, state: str) -> bool:
    if not is_mediation(type_):
        return False
    rating = rules_in_force().rating
    return rating is not None and state in rating.after


def _ended(moved: CaseMoved) -> None:
    sides_ask(moved, timezone.now())


def _in_effect(moved: CaseMoved) -> None:
    if moved.act == SEALED_BY:
        agreement_seal(moved.case_id, timezone.now())


def _settled(moved: CaseMoved) -> None:
    settled_keep(moved.case_id, timezone.now())


def _willing(moved: CaseMoved) -> None:
    chosen_given(moved.case_id, timezone.now())

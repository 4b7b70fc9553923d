"""What publicity hears of: cases that are decided. An edge: it reads the clock."""

from django.utils import timezone

from yiwang.engines.cases.public import CaseMoved, subscribe_cases

from .selectors import rules_in_force
from .services import publish


def connect() -> None:
    """Subscribe; called once in ``ready()``."""
    subscribe_cases("publicity", _decided, where=_may_be_published)


def _may_be_published(type_: str, state: str) -> bool:
    return any(type_ == rule.case_type and state in rule.outcomes for rule in rules_in_force().values())


def _decided(moved: CaseMoved) -> None:
    publish(moved, timezone.now())

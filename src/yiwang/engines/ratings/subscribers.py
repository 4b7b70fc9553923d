"""What ratings hear of: cases that closed, and cases of bad ratings that went on.

This is an edge: the only place of this app that reads the clock.
"""

from collections.abc import Callable
from datetime import datetime

from django.utils import timezone

from yiwang.engines.cases.public import CaseMoved, subscribe_cases

from .selectors.rules import rules_in_force
from .services.handling import closed_follow, malicious_follow, mend_follow, mended_follow
from .services.inviting import invite

Follow = Callable[[CaseMoved, datetime], None]

BAD: dict[str, Follow] = {"mending": mend_follow, "malicious": malicious_follow, "closed": closed_follow}
"""States of the case type that looks into a bad rating, with what follows from each."""

MEND: dict[str, Follow] = {"mended": mended_follow, "appealed": mended_follow}
"""States of the case type by which the rated unit mends, likewise."""


def connect() -> None:
    """Subscribe; called once in ``ready()``."""
    subscribe_cases("ratings", _moved, where=lambda type_, state: bool(_follows(type_, state)))


def _moved(moved: CaseMoved) -> None:
    for follow in _follows(moved.type, moved.to_state):
        follow(moved, timezone.now())


def _follows(type_: str, state: str) -> list[Follow]:
    """What follows when a case of a type gets into a state; which types are meant the pack says."""
    rules = rules_in_force()
    if rules is None:
        return []
    ours = {rules.case_type: BAD, rules.mend_type: MEND}
    found = [ours[type_][state]] if state in ours.get(type_, {}) else []
    return [*found, invite] if state in rules.invite.get(type_, ()) else found

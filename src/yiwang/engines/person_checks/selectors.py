"""Reads of checks, always of one person and one application; who may reach the application its engine says."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.engines.catalog.pure import PERSON_CHECK_MINUTES, PERSON_CHECK_TRIES
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.loader import parameter_at

from .domain.standing import Standing, standing
from .models import PersonCheck

CHECKER = system_actor("person-checks")
"""Under whose scope checks are read and written: whoever acts for a firm is checked as himself, not as the firm."""


ASK_DAYS = "person_check_ask_days"
"""Parameter: for how many days the worker asks for a check without an answer."""


@dataclass(frozen=True)
class Rules:
    """What the pack says: minutes for which a passed check holds, and how many may fail."""

    minutes: int
    tries: int


def check_rules(now: datetime) -> Rules | None:
    """The rules of the day; None where the pack has none, and then nobody is checked online."""
    values = [_value(name, now) for name in (PERSON_CHECK_MINUTES, PERSON_CHECK_TRIES)]
    return Rules(*values) if all(values) else None


def ask_days(now: datetime) -> int:
    """For how many days a check without an answer is asked for; 0 where the pack does not say, and then it is not."""
    return _value(ASK_DAYS, now)


def _value(name: str, now: datetime) -> int:
    return int(parameter_at(world(), name, now) or 0)


def check_standing(person: UUID, matter: UUID, now: datetime) -> Standing:
    """How far this person has got with this application; see ``Standing``."""
    rules = check_rules(now)
    with as_actor(CHECKER):
        rows = list(PersonCheck.objects.filter(matter_id=matter, person_id=person).order_by("id"))
    return standing(rows, rules.tries if rules else 0, now)

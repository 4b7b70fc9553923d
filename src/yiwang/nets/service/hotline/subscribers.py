"""What the hotline hears of: a demand got to another unit, which may see its picture if it was checked."""

from django.utils import timezone

from yiwang.engines.cases.public import CaseMoved, subscribe_cases
from yiwang.foundations.releases.public import world

from .pure import DEFAULT, HOTLINE_RULES
from .services.photos import photo_follow


def connect() -> None:
    """Subscribe; called once in ``ready()``."""
    subscribe_cases("hotline.photos", _moved, where=_is_demand, given="materials")


def _is_demand(type_: str, state: str) -> bool:
    rules = world().find(HOTLINE_RULES, DEFAULT)
    return rules is not None and any(held.case_type == type_ for held in rules.types.values())


def _moved(moved: CaseMoved) -> None:
    photo_follow(moved.case_id, now=timezone.now())

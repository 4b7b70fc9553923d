"""What the hotline hears of: a demand moved. Its picture follows it, and the platform that sent it is told."""

from django.utils import timezone

from yiwang.engines.cases.public import CaseMoved, subscribe_cases
from yiwang.engines.tellings.public import recipients_use
from yiwang.foundations.releases.public import world

from .pure import DEFAULT, HOTLINE_RULES
from .services.channels import Platforms, status_moved
from .services.opening import PLATFORM, SPOKEN
from .services.photos import photo_follow
from .services.voices import voices_follow


def connect() -> None:
    """Subscribe, and say who is told; called once in ``ready()``."""
    subscribe_cases("hotline.photos", _moved, where=_is_demand, given="materials")
    subscribe_cases("hotline.voices", _heard, where=_is_demand, given=SPOKEN)
    subscribe_cases("hotline.channels", _told, where=_is_demand, given=PLATFORM)
    recipients_use(Platforms())


def _is_demand(type_: str, state: str) -> bool:
    rules = world().find(HOTLINE_RULES, DEFAULT)
    return rules is not None and any(held.case_type == type_ for held in rules.types.values())


def _moved(moved: CaseMoved) -> None:
    photo_follow(moved.case_id, now=timezone.now())


def _heard(moved: CaseMoved) -> None:
    voices_follow(moved.case_id, now=timezone.now())


def _told(moved: CaseMoved) -> None:
    status_moved(moved, now=timezone.now())

"""What voice hears of: answers to reports, and messages to phones. An edge: it reads the clock."""

from django.utils import timezone

from yiwang.engines.cases.public import CaseMoved, subscribe_cases
from yiwang.foundations.outbox.public import Message, subscribe
from yiwang.foundations.releases.public import world

from .pure import DEFAULT, VOICE_RULES
from .services.phones import TOPIC, answered_follow, sms_send

ANSWERED = "answered"
"""The state of the case type of reports in which there is an answer."""


def connect() -> None:
    """Subscribe; called once in ``ready()``."""
    subscribe_cases("voice.answers", _answered, states={ANSWERED}, where=_is_report)
    subscribe(TOPIC, "voice.sms", _sms)


def _is_report(type_: str, state: str) -> bool:
    rules = world().find(VOICE_RULES, DEFAULT)
    return rules is not None and rules.stuck.case_type == type_


def _answered(moved: CaseMoved) -> None:
    answered_follow(moved, timezone.now())


def _sms(message: Message) -> None:
    sms_send(message.body, message.key, timezone.now())

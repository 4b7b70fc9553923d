"""What tellings do when the outbox calls. An edge: it reads the clock."""

from uuid import UUID

from django.utils import timezone

from yiwang.foundations.outbox.public import Message, subscribe

from .services.telling import TOPIC, case_tell_statuses


def connect() -> None:
    """Subscribe; called once in ``ready()``."""
    subscribe(TOPIC, TOPIC, _tell)


def _tell(message: Message) -> None:
    case_tell_statuses(UUID(message.body["case"]), now=timezone.now())

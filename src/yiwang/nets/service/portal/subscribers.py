"""What the portal hears of: somebody asks for a code to see how far a matter is. An edge: it reads the clock."""

from django.utils import timezone

from yiwang.foundations.outbox.public import Message, subscribe

from .services import TOPIC, progress_send


def connect() -> None:
    """Subscribe; called once in ``ready()``."""
    subscribe(TOPIC, "portal.progress", _send)


def _send(message: Message) -> None:
    progress_send(message.body, message.key, timezone.now())

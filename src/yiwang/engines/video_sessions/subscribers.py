"""What video sessions do when the outbox calls. An edge: it reads the clock."""

from uuid import UUID

from django.utils import timezone

from yiwang.foundations.outbox.public import Message, subscribe

from .services.linking import sessions_link
from .services.providers import video_provider


def connect() -> None:
    """Subscribe; called once in ``ready()``."""
    subscribe("application.submitted", "video_sessions.link", _link)
    subscribe("video_sessions.close", "video_sessions.close", _close)
    subscribe("video_sessions.erase", "video_sessions.erase", _erase)


def _link(message: Message) -> None:
    sessions_link(UUID(message.body["submission"]), timezone.now())


def _close(message: Message) -> None:
    video_provider().close(message.body["number"])


def _erase(message: Message) -> None:
    video_provider().erase(message.body["reference"])

"""What notices do when the outbox calls: deliver."""

from yiwang.foundations.notices.public import TOPIC, deliver
from yiwang.foundations.outbox.public import subscribe


def connect() -> None:
    """Subscribe; called in ``ready()``."""
    subscribe(TOPIC, "notices.deliver", deliver)

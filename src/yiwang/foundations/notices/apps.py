"""App configuration of notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """通知."""

    name = "yiwang.foundations.notices"
    label = "fnd_notices"
    verbose_name = "通知"

    def ready(self) -> None:
        """Deliver what the outbox brings."""
        from . import subscribers

        subscribers.connect()

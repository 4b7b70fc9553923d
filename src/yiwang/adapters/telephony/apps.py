"""App configuration of the telephone exchange's adapter."""

from pathlib import Path

from django.apps import AppConfig
from django.core.exceptions import ImproperlyConfigured

SHORTEST = 32
"""Characters of a shared secret that nobody guesses."""


class TelephonyConfig(AppConfig):
    """电话交换机接口."""

    name = "yiwang.adapters.telephony"
    label = "ada_telephony"
    verbose_name = "电话交换机接口"

    def ready(self) -> None:
        """Bind the event API where there is a secret, the stand-in on demo sites, nothing elsewhere."""
        from django.conf import settings

        from yiwang.engines.calls.public import exchange_use

        from .event_api import EventExchange
        from .stand_in import DemoExchange

        if 0 < len(settings.YIWANG_EXCHANGE_SECRET) < SHORTEST:
            raise ImproperlyConfigured(f"YIWANG_EXCHANGE_SECRET 太短，至少 {SHORTEST} 个字符。")
        if settings.YIWANG_EXCHANGE_SECRET:
            folder = Path(settings.YIWANG_DATA) / "telephony" / "recordings"
            exchange_use(EventExchange(settings.YIWANG_EXCHANGE_SECRET, folder))
        elif settings.YIWANG_DEMO:
            exchange_use(DemoExchange())

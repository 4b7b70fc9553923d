"""App configuration of the exchange adapter."""

from django.apps import AppConfig


class ExchangeConfig(AppConfig):
    """外部系统接口."""

    name = "yiwang.adapters.exchange"
    label = "ada_exchange"
    verbose_name = "外部系统接口（演示）"

    def ready(self) -> None:
        """Bind the stand-in on demo sites; elsewhere systems are not connected until a city binds its own."""
        from django.conf import settings

        from yiwang.engines.externals.public import gateway_use
        from yiwang.foundations.audit.public import register_eraser

        from .stand_in import DemoExchange

        if settings.YIWANG_DEMO:
            gateway_use(DemoExchange())
        register_eraser("exchange")

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

        from yiwang.engines.externals.public import gateway_use, partner_use
        from yiwang.foundations.audit.public import register_eraser

        from .partner import DemoPartner
        from .stand_in import DemoExchange

        if settings.YIWANG_DEMO:
            gateway_use(DemoExchange())
            partner_use(DemoPartner())
        register_eraser("exchange")
        register_eraser("exchange_told")

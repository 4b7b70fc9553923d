"""App configuration of the delivery adapter."""

from django.apps import AppConfig


class DeliveryConfig(AppConfig):
    """承运人."""

    name = "yiwang.adapters.delivery"
    label = "ada_delivery"
    verbose_name = "承运人（演示）"

    def ready(self) -> None:
        """Bind the stand-ins on demo sites; elsewhere results go by counter until a city binds its own."""
        from django.conf import settings

        from yiwang.engines.handovers.public import carrier_use
        from yiwang.foundations.audit.public import register_eraser
        from yiwang.foundations.keys.public import register_encrypted

        from .carriers import DemoCourier, DemoLocker
        from .models import CODE

        register_encrypted("ada_delivery.DemoParcel", "code", CODE)
        if settings.YIWANG_DEMO:
            carrier_use(DemoCourier())
            carrier_use(DemoLocker())
        register_eraser("delivery")

"""App configuration of the payment adapter."""

from django.apps import AppConfig


class PaymentConfig(AppConfig):
    """收款机构."""

    name = "yiwang.adapters.payment"
    label = "ada_payment"
    verbose_name = "收款机构（演示）"

    def ready(self) -> None:
        """Bind the stand-in on demo sites; elsewhere nobody can pay until a city binds its own."""
        from django.conf import settings

        from yiwang.engines.payments.public import payment_provider_use

        from .cashier import DemoCashier

        if settings.YIWANG_DEMO:
            payment_provider_use(DemoCashier())

"""App configuration of payments."""

from django.apps import AppConfig


class PaymentsConfig(AppConfig):
    """缴费."""

    name = "yiwang.engines.payments"
    label = "eng_payments"
    verbose_name = "缴费"

    def ready(self) -> None:
        """Do what acts on cases have as effects, and what follows from a payment."""
        from yiwang.foundations.audit.public import register_eraser, register_party_eraser

        from .subscribers import connect

        connect()
        register_eraser("payments")
        register_party_eraser("payments")

"""App configuration of handovers."""

from django.apps import AppConfig


class HandoversConfig(AppConfig):
    """送达."""

    name = "yiwang.engines.handovers"
    label = "eng_handovers"
    verbose_name = "送达"

    def ready(self) -> None:
        """Do what acts on cases have as effects, what follows from a delivery, and have closed codes rotated."""
        from yiwang.foundations.audit.public import register_eraser, register_party_eraser
        from yiwang.foundations.keys.public import register_encrypted

        from .services.codes import PURPOSE
        from .subscribers import connect

        register_encrypted("eng_handovers.Handover", "code", PURPOSE)
        connect()
        register_eraser("handovers")
        register_party_eraser("handovers")

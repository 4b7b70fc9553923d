"""App configuration of publicity."""

from django.apps import AppConfig


class PublicityConfig(AppConfig):
    """公示."""

    name = "yiwang.engines.publicity"
    label = "eng_publicity"
    verbose_name = "公示"

    def ready(self) -> None:
        """Publish what is decided."""
        from yiwang.foundations.audit.public import register_eraser, register_party_eraser

        from .subscribers import connect

        connect()
        register_eraser("publicity")
        register_party_eraser("publicity")

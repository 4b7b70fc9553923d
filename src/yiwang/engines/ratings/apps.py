"""App configuration of ratings."""

from django.apps import AppConfig


class RatingsConfig(AppConfig):
    """好差评."""

    name = "yiwang.engines.ratings"
    label = "eng_ratings"
    verbose_name = "好差评"

    def ready(self) -> None:
        """Ask after cases have closed; go on where a bad rating's case went on."""
        from yiwang.foundations.audit.public import register_eraser, register_party_eraser

        from .subscribers import connect

        connect()
        register_eraser("ratings")
        register_party_eraser("ratings")

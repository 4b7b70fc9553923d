"""App configuration of tellings."""

from django.apps import AppConfig


class TellingsConfig(AppConfig):
    """状态回传."""

    name = "yiwang.engines.tellings"
    label = "eng_tellings"
    verbose_name = "状态回传"

    def ready(self) -> None:
        """Hear of what was kept to be told; tell erasing of the table."""
        from yiwang.foundations.audit.public import register_eraser

        from .subscribers import connect

        connect()
        register_eraser("tellings")

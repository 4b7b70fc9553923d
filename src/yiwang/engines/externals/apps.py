"""App configuration of externals."""

from django.apps import AppConfig


class ExternalsConfig(AppConfig):
    """外部环节."""

    name = "yiwang.engines.externals"
    label = "eng_externals"
    verbose_name = "外部环节"

    def ready(self) -> None:
        """Hear of tasks that are done elsewhere, and deliver what was put into the outbox."""
        from yiwang.foundations.audit.public import register_eraser

        from .subscribers import connect

        connect()
        register_eraser("externals")

"""App configuration of imports."""

from django.apps import AppConfig


class ImportsConfig(AppConfig):
    """数据迁入."""

    name = "yiwang.engines.imports"
    label = "eng_imports"
    verbose_name = "数据迁入"

    def ready(self) -> None:
        """Have its share of a matter erased with the rest."""
        from yiwang.foundations.audit.public import register_eraser

        register_eraser("imports")

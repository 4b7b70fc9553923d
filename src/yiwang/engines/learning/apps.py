"""App configuration of learning."""

from django.apps import AppConfig


class LearningConfig(AppConfig):
    """从历史学习."""

    name = "yiwang.engines.learning"
    label = "eng_learning"
    verbose_name = "从历史学习"

    def ready(self) -> None:
        """Let earlier cases suggest units, after duties and precedents; hear of cases that may go on alone."""
        from .subscribers import connect

        connect()

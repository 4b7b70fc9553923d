"""App configuration of papers."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """文书."""

    name = "yiwang.foundations.papers"
    label = "fnd_papers"
    verbose_name = "文书"

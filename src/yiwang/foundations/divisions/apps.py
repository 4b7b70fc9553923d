"""App configuration of divisions."""

from django.apps import AppConfig


class DivisionsConfig(AppConfig):
    """行政区划."""

    name = "yiwang.foundations.divisions"
    label = "fnd_divisions"
    verbose_name = "行政区划"

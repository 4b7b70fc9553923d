"""App configuration of cases."""

from django.apps import AppConfig


class CasesConfig(AppConfig):
    """办件."""

    name = "yiwang.engines.cases"
    label = "eng_cases"
    verbose_name = "办件"

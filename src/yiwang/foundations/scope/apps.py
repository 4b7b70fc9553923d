"""App configuration of scope."""

from django.apps import AppConfig


class ScopeConfig(AppConfig):
    """访问范围."""

    name = "yiwang.foundations.scope"
    label = "fnd_scope"
    verbose_name = "访问范围"

"""App configuration of the Open311 adapter."""

from django.apps import AppConfig


class Open311Config(AppConfig):
    """Open311 接口."""

    name = "yiwang.adapters.open311"
    label = "ada_open311"
    verbose_name = "Open311 接口"

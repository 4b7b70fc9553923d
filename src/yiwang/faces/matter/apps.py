"""App configuration of matter."""

from django.apps import AppConfig


class MatterConfig(AppConfig):
    """办件展示."""

    name = "yiwang.faces.matter"
    label = "fac_matter"
    verbose_name = "办件展示"

"""App configuration of releases."""

from django.apps import AppConfig


class ReleasesConfig(AppConfig):
    """定义版本."""

    name = "yiwang.foundations.releases"
    label = "fnd_releases"
    verbose_name = "定义版本"

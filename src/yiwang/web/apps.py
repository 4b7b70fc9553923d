"""App configuration of web."""

from django.apps import AppConfig


class WebConfig(AppConfig):
    """Look and shell."""

    name = "yiwang.web"
    label = "web"
    verbose_name = "界面"

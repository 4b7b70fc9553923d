"""App configuration of application."""

from django.apps import AppConfig


class ApplicationConfig(AppConfig):
    """申请表."""

    name = "yiwang.faces.application"
    label = "fac_application"
    verbose_name = "申请表"

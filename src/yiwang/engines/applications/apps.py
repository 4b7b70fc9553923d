"""App configuration of applications."""

from django.apps import AppConfig


class ApplicationsConfig(AppConfig):
    """申请."""

    name = "yiwang.engines.applications"
    label = "eng_applications"
    verbose_name = "申请"

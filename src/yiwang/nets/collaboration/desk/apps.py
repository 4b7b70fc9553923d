"""App configuration of desk."""

from django.apps import AppConfig


class DeskConfig(AppConfig):
    """工作台."""

    name = "yiwang.nets.collaboration.desk"
    label = "col_desk"
    verbose_name = "工作台"

"""App configuration of administration."""

from django.apps import AppConfig


class AdministrationConfig(AppConfig):
    """系统管理."""

    name = "yiwang.nets.collaboration.administration"
    label = "col_administration"
    verbose_name = "系统管理"

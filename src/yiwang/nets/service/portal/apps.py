"""App configuration of portal."""

from django.apps import AppConfig


class PortalConfig(AppConfig):
    """服务门户."""

    name = "yiwang.nets.service.portal"
    label = "svc_portal"
    verbose_name = "服务门户"

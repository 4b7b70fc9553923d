"""App configuration of external."""

from django.apps import AppConfig


class ExternalFaceConfig(AppConfig):
    """外部环节展示."""

    name = "yiwang.faces.external"
    label = "fac_external"
    verbose_name = "外部环节展示"

"""App configuration of handover."""

from django.apps import AppConfig


class HandoverFaceConfig(AppConfig):
    """送达展示."""

    name = "yiwang.faces.handover"
    label = "fac_handover"
    verbose_name = "送达展示"

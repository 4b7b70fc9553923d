"""App configuration of licence_card."""

from django.apps import AppConfig


class LicenceCardConfig(AppConfig):
    """证照卡片."""

    name = "yiwang.faces.licence_card"
    label = "fac_licence_card"
    verbose_name = "证照卡片"

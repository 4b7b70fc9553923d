"""App configuration of licences."""

from django.apps import AppConfig


class LicencesConfig(AppConfig):
    """电子证照."""

    name = "yiwang.engines.licences"
    label = "eng_licences"
    verbose_name = "电子证照"

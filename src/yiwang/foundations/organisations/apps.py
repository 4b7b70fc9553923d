"""App configuration of organisations."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """机构."""

    name = "yiwang.foundations.organisations"
    label = "fnd_organisations"
    verbose_name = "机构"

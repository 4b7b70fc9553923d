"""App configuration of organisations."""

from django.apps import AppConfig


class OrganisationsConfig(AppConfig):
    """机构."""

    name = "yiwang.foundations.organisations"
    label = "fnd_organisations"
    verbose_name = "机构"

    def ready(self) -> None:
        """Fill the tables whenever a release is applied."""
        from yiwang.foundations.releases.public import bind_applier

        from .services import organisations_apply

        kinds = ("organisations", "role", "division")
        bind_applier(kinds, organisations_apply, ("body", "unit", "post", "role"))

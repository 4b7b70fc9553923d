"""App configuration of divisions."""

from django.apps import AppConfig


class DivisionsConfig(AppConfig):
    """行政区划."""

    name = "yiwang.foundations.divisions"
    label = "fnd_divisions"
    verbose_name = "行政区划"

    def ready(self) -> None:
        """Fill the tables whenever a release is applied."""
        from yiwang.foundations.releases.public import bind_applier

        from .services import divisions_apply

        bind_applier(("division",), divisions_apply, ("division",))

"""App configuration of externals."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class ExternalsPagesConfig(AppConfig):
    """外部系统."""

    name = "yiwang.nets.collaboration.externals"
    label = "col_externals"
    verbose_name = "外部系统"

    def ready(self) -> None:
        """Put the page into the menu of those at work."""
        from yiwang.engines.externals.public import concerns
        from yiwang.web.navigation import Entry, navigation_add

        navigation_add(Entry("desk", _("外部系统"), "externals:home", "external-link", concerns, 55))

"""App configuration of definitions."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DefinitionsConfig(AppConfig):
    """事项维护."""

    name = "yiwang.nets.collaboration.definitions"
    label = "col_definitions"
    verbose_name = "事项维护"

    def ready(self) -> None:
        """Put the page into the desk's menu of those who look after definitions."""
        from yiwang.web.navigation import Entry, navigation_add

        from .policies import has_a_duty

        navigation_add(Entry("desk", _("事项维护"), "definitions:home", "edit", has_a_duty, 60))

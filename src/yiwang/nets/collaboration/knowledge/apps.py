"""App configuration of the pages of knowledge."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class KnowledgePagesConfig(AppConfig):
    """知识库."""

    name = "yiwang.nets.collaboration.knowledge"
    label = "col_knowledge"
    verbose_name = "知识库"

    def ready(self) -> None:
        """Put the page into the menus of those who write and review."""
        from yiwang.engines.knowledge.public import REVIEW, WRITE
        from yiwang.kernel.actor import Actor, staff_may
        from yiwang.web.navigation import Entry, navigation_add

        def works(actor: Actor) -> bool:
            return staff_may(actor, WRITE, REVIEW)

        navigation_add(Entry("desk", _("知识库"), "knowledge:home", "book", works, 58))
        navigation_add(Entry("hotline", _("知识库"), "knowledge:home", "book", works, 25))

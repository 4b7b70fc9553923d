"""App configuration of portal."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class PortalConfig(AppConfig):
    """服务门户."""

    name = "yiwang.nets.service.portal"
    label = "svc_portal"
    verbose_name = "服务门户"

    def ready(self) -> None:
        """Put the portal's entries into the menu and the footer; send codes for progress."""
        from yiwang.faces.notice.public import unread_count
        from yiwang.kernel.actor import Actor
        from yiwang.web.navigation import Entry, navigation_add

        from .subscribers import connect

        def anybody(actor: Actor) -> bool:
            return True

        def citizen(actor: Actor) -> bool:
            return actor.audience == "citizen"

        navigation_add(Entry("portal", _("办事"), "portal:home", "home", anybody, 10))
        navigation_add(Entry("portal", _("我的办件"), "portal:cases", "list-check", citizen, 20))
        navigation_add(Entry("portal", _("我的证照"), "portal:wallet", "wallet", citizen, 30))
        navigation_add(Entry("portal", _("消息"), "portal:notices", "bell", citizen, 40, unread_count))
        navigation_add(Entry("portal", _("我的信息"), "portal:mine", "user-check", citizen, 50))
        navigation_add(Entry("footer", _("查进度"), "portal:progress", "clock", anybody, 8))
        navigation_add(Entry("footer", _("常见问题"), "portal:answers", "book", anybody, 5))
        navigation_add(Entry("footer", _("公示"), "portal:publications", "list-details", anybody, 9))
        navigation_add(Entry("footer", _("证照核验"), "portal:verify", "shield-check", anybody, 10))
        connect()

"""App configuration of window."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class WindowConfig(AppConfig):
    """窗口."""

    name = "yiwang.nets.service.window"
    label = "svc_window"
    verbose_name = "窗口"

    def ready(self) -> None:
        """Put the window's entries into the menus."""
        from yiwang.engines.video_sessions.public import serves as meets
        from yiwang.foundations.audit.public import register_eraser, register_party_eraser
        from yiwang.kernel.actor import Actor
        from yiwang.web.navigation import Entry, navigation_add

        from .policies import SERVE

        def serves(actor: Actor) -> bool:
            return actor.audience == "staff" and actor.has(SERVE)

        def staff(actor: Actor) -> bool:
            return actor.audience == "staff"

        def citizen(actor: Actor) -> bool:
            return actor.audience == "citizen"

        navigation_add(Entry("window", _("叫号"), "window:counter", "bell", serves, 10))
        navigation_add(Entry("window", _("收件"), "window:start", "file-text", serves, 5))
        navigation_add(Entry("window", _("帮办"), "window:village", "heart-handshake", serves, 20))
        navigation_add(Entry("window", _("取号"), "window:issue", "hash", serves, 20))
        navigation_add(Entry("window", _("视频办"), "window:videos", "camera", meets, 25))
        navigation_add(Entry("desk", _("视频办"), "window:videos", "camera", meets, 35))
        navigation_add(Entry("window", _("在管材料"), "window:papers", "files", staff, 30))
        navigation_add(Entry("window", _("交接班"), "window:shift", "switch-horizontal", serves, 40))
        navigation_add(Entry("window", _("工作台"), "desk:inbox", "inbox", serves, 90))
        navigation_add(Entry("desk", _("在管材料"), "window:papers", "files", staff, 40))
        navigation_add(Entry("desk", _("窗口"), "window:counter", "building-community", serves, 30))
        navigation_add(Entry("portal", _("预约"), "window:halls", "calendar", citizen, 60))
        register_eraser("window")
        register_party_eraser("window")

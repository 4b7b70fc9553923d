"""App configuration of the hotline."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class HotlineConfig(AppConfig):
    """12345 热线."""

    name = "yiwang.nets.service.hotline"
    label = "svc_hotline"
    verbose_name = "12345 热线"

    def ready(self) -> None:
        """Tell rotation of the closed columns; put the pages into the menus."""
        from yiwang.foundations.audit.public import register_eraser
        from yiwang.foundations.keys.public import register_encrypted
        from yiwang.kernel.actor import Actor
        from yiwang.web.navigation import Entry, navigation_add

        from .policies import (
            DISPATCH,
            FIGURES,
            HANDLE,
            IDENTITY,
            NAME_PURPOSE,
            PHONE_PURPOSE,
            REPORT,
            SEAT,
            may,
        )
        from .subscribers import connect

        register_encrypted("svc_hotline.HotlineCaller", "name", NAME_PURPOSE)
        register_encrypted(
            "svc_hotline.HotlineCaller",
            "phone",
            PHONE_PURPOSE,
            blind="phone_blind",
            blind_purpose=PHONE_PURPOSE,
        )

        def takes_calls(actor: Actor) -> bool:
            return may(actor, SEAT)

        def dispatches(actor: Actor) -> bool:
            return may(actor, DISPATCH, REPORT)

        def counts(actor: Actor) -> bool:
            return may(actor, FIGURES)

        def opens(actor: Actor) -> bool:
            return may(actor, HANDLE, IDENTITY)

        def works(actor: Actor) -> bool:
            return may(actor, SEAT, DISPATCH, REPORT, IDENTITY, HANDLE, FIGURES)

        def anybody(actor: Actor) -> bool:
            return True

        navigation_add(Entry("hotline", _("待办"), "desk:inbox", "inbox", works, 0))
        navigation_add(Entry("hotline", _("来电"), "hotline:seat", "phone", takes_calls, 10))
        navigation_add(Entry("hotline", _("待核对的照片"), "hotline:photos", "camera", dispatches, 15))
        navigation_add(Entry("hotline", _("指标"), "hotline:figures", "chart-bar", counts, 30))
        navigation_add(Entry("hotline", _("来电人"), "hotline:caller", "user-check", opens, 20))
        navigation_add(Entry("desk", _("12345 来电"), "hotline:seat", "phone", takes_calls, 80))
        navigation_add(Entry("desk", _("来电人"), "hotline:caller", "user-check", opens, 81))
        navigation_add(Entry("desk", _("热线指标"), "hotline:figures", "chart-bar", counts, 82))
        navigation_add(Entry("footer", _("12345 诉求"), "hotline:tell", "phone", anybody, 6))
        navigation_add(Entry("footer", _("诉求进展"), "hotline:progress", "phone", anybody, 7))
        connect()
        register_eraser("hotline")

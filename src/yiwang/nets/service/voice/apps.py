"""App configuration of voice."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class VoiceConfig(AppConfig):
    """群众声音."""

    name = "yiwang.nets.service.voice"
    label = "svc_voice"
    verbose_name = "群众声音"

    def ready(self) -> None:
        """Put the entries into menus and the footer; keep phones closed; answer who left a phone."""
        from yiwang.engines.ratings.public import ASK, ENTER, READ, SUPERVISE
        from yiwang.foundations.audit.public import register_eraser, register_party_eraser
        from yiwang.foundations.keys.public import register_encrypted
        from yiwang.kernel.actor import Actor
        from yiwang.web.navigation import Entry, navigation_add

        from .policies import STUCK, WEEKLY, may
        from .services.stuck import PHONE_PURPOSE
        from .subscribers import connect

        def anybody(actor: Actor) -> bool:
            return True

        navigation_add(Entry("footer", _("办不成事"), "voice:stuck", "flag", anybody, 5))
        pages = (
            (_("请评价"), "voice:tablet", "device-mobile", ASK),
            (_("电话评价"), "voice:phone", "phone", ENTER),
            (_("评价监督"), "voice:supervise", "star", SUPERVISE),
            (_("本单位评价"), "voice:unit", "chart-bar", READ),
            (_("办不成事"), "voice:reports", "flag", STUCK),
            (_("补正原因"), "voice:weekly", "list-details", WEEKLY),
        )
        every = may(*(page[3] for page in pages))
        navigation_add(Entry("voice", _("待办"), "desk:inbox", "inbox", every, 0))
        for order, (label, name, icon, word) in enumerate(pages, 1):
            navigation_add(Entry("voice", label, name, icon, may(word), order))
        navigation_add(Entry("desk", _("群众声音"), "voice:start", "star", every, 90))
        register_encrypted("svc_voice.StuckReport", "phone", PHONE_PURPOSE)
        connect()
        register_eraser("voice")
        register_party_eraser("voice", blinds=(PHONE_PURPOSE,))

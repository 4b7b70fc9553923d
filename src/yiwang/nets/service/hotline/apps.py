"""App configuration of the hotline."""

from collections.abc import Callable

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _

from yiwang.kernel.actor import Actor


class HotlineConfig(AppConfig):
    """12345 热线."""

    name = "yiwang.nets.service.hotline"
    label = "svc_hotline"
    verbose_name = "12345 热线"

    def ready(self) -> None:
        """Tell rotation and erasing of the closed columns; put the pages into the menus; hear of what moves."""
        from yiwang.engines.learning.public import bind_history
        from yiwang.foundations.audit.public import register_eraser, register_party_eraser
        from yiwang.foundations.keys.public import register_encrypted

        from .policies import NAME_PURPOSE, PHONE_PURPOSE
        from .selectors.history import DemandHistory
        from .subscribers import connect

        caller = "svc_hotline.HotlineCaller"
        register_encrypted(caller, "name", NAME_PURPOSE)
        register_encrypted(caller, "phone", PHONE_PURPOSE, blind="phone_blind", blind_purpose=PHONE_PURPOSE)
        _menus()
        _case_pages()
        connect()
        register_eraser("hotline")
        register_eraser("hotline_voices")
        register_party_eraser("hotline", blinds=(PHONE_PURPOSE,))
        bind_history(DemandHistory())


def _menus() -> None:
    """The pages in the hotline's room, at the desk, and at the foot of every page."""
    from yiwang.engines.learning.public import USE
    from yiwang.web.navigation import Entry, navigation_add

    from .policies import (
        DISPATCH,
        FIGURES,
        HANDLE,
        IDENTITY,
        LISTEN,
        PUBLISH,
        REPORT,
        SEAT,
        SURGE,
        TAKE,
        WATCH,
    )

    words = (SEAT, DISPATCH, REPORT, IDENTITY, HANDLE, FIGURES, PUBLISH, SURGE, LISTEN)
    here = (
        (_("待办"), "desk:inbox", "inbox", _with(*words), 0),
        (_("来电"), "hotline:seat", "phone", _with(SEAT), 10),
        (_("现在谁值班"), "hotline:duty", "calendar", _with(SEAT, DISPATCH, REPORT), 12),
        (_("回拨和留言"), "hotline:calls", "refresh", _with(TAKE, WATCH), 12),
        (_("录音"), "hotline:recordings", "player-play", _with(LISTEN), 13),
        (_("待核对的附件"), "hotline:photos", "camera", _with(DISPATCH, REPORT), 15),
        (_("来电人"), "hotline:caller", "user-check", _with(HANDLE, IDENTITY), 20),
        (_("指标"), "hotline:figures", "chart-bar", _with(FIGURES), 30),
        (_("月报"), "hotline:monthly", "file-text", _with(FIGURES, PUBLISH), 40),
        (_("公开数据"), "hotline:publishing", "eye", _with(PUBLISH), 50),
        (_("突增"), "hotline:surges", "alert-triangle", _with(SURGE), 60),
        (_("学习"), "hotline:learning", "history", _with(FIGURES, USE), 65),
        (_("外部平台"), "hotline:channels", "external-link", _with(DISPATCH), 70),
    )
    desk = (
        (_("12345 来电"), "hotline:seat", "phone", _with(SEAT), 80),
        (_("来电人"), "hotline:caller", "user-check", _with(HANDLE, IDENTITY), 81),
        (_("热线指标"), "hotline:figures", "chart-bar", _with(FIGURES), 82),
    )
    foot = (
        (_("12345 诉求"), "hotline:tell", "phone", _everybody, 6),
        (_("诉求进展"), "hotline:progress", "phone", _everybody, 7),
        (_("热线公开数据"), "hotline:board", "chart-bar", _everybody, 8),
    )
    for area, entries in (("hotline", here), ("desk", desk), ("footer", foot)):
        for entry in entries:
            navigation_add(Entry(area, *entry))


def _case_pages() -> None:
    """The page of what was said, on cases with which something was said."""
    from yiwang.faces.matter.public import CasePage, case_page_add

    from .policies import VOICES
    from .services.opening import SPOKEN

    page = CasePage(
        _("语音和文字"), "hotline:voices", "message", lambda _type: True, _with(*VOICES), given=SPOKEN
    )
    case_page_add(page)


def _with(*words: str) -> Callable[[Actor], bool]:
    """Whoever carries one of these permission words."""
    from .policies import may

    return lambda actor: may(actor, *words)


def _everybody(actor: Actor) -> bool:
    return True

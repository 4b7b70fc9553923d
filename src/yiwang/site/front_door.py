"""The front door: what stands here, what works, and on a demo site, as whom one can try it."""

from dataclasses import dataclass

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_GET

from yiwang.foundations.people.public import demo_people, demo_staff


@dataclass(frozen=True)
class Part:
    """One part of a net; without an address it does not stand yet, and the page says so."""

    label: str | Promise
    url_name: str = ""


@dataclass(frozen=True)
class Net:
    """One of the three nets, with its parts."""

    title: str | Promise
    words: str | Promise
    parts: tuple[Part, ...]


NETS = (
    Net(
        _("一网通办"),
        _("一件事一次办：一份指南、一张表、一套材料、一个期限。"),
        (
            Part(_("服务门户"), "portal:home"),
            Part(_("我的证照"), "portal:wallet"),
            Part(_("证照核验"), "portal:verify"),
            Part(_("综合窗口"), "window:counter"),
            Part(_("12345 热线"), "hotline:tell"),
        ),
    ),
    Net(
        _("一网统管"),
        _("一张图看全城，每件事都有时钟和红绿黄灯。"),
        (Part(_("运行驾驶舱")), Part(_("网格事件")), Part(_("人民调解"), "mediation:ask")),
    ),
    Net(
        _("一网协同"),
        _("从市到村，同一个待办箱。"),
        (
            Part(_("工作台"), "desk:inbox"),
            Part(_("系统管理"), "administration:home"),
            Part(_("公文")),
            Part(_("填表报数")),
        ),
    ),
)
"""What stands and what does not yet."""

TOUR = 12
"""How many accounts are shown at once; packs list those of the tour first."""


@require_GET
def front_door(request: HttpRequest) -> HttpResponse:
    """The first page of the site."""
    demo = getattr(settings, "YIWANG_DEMO", False)
    staff = demo_staff() if demo else []
    context = {
        "nets": NETS,
        "people": demo_people() if demo else [],
        "staff": staff,
        "tour": staff[:TOUR],
        "others": staff[TOUR:],
        "password": getattr(settings, "YIWANG_DEMO_PASSWORD", ""),
    }
    return render(request, "site/front_door.html", context)

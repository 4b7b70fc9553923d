"""App configuration of desk."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class DeskConfig(AppConfig):
    """工作台."""

    name = "yiwang.nets.collaboration.desk"
    label = "col_desk"
    verbose_name = "工作台"

    def ready(self) -> None:
        """Put the desk's entries into the menu."""
        from yiwang.faces.notice.public import unread_count
        from yiwang.kernel.actor import Actor
        from yiwang.web.navigation import Entry, navigation_add

        def staff(actor: Actor) -> bool:
            return actor.audience == "staff"

        navigation_add(Entry("desk", _("待办"), "desk:inbox", "inbox", staff, 10))
        navigation_add(Entry("desk", _("查办件"), "desk:search", "search", staff, 20))
        navigation_add(Entry("desk", _("今天"), "desk:today", "calendar", staff, 15))
        navigation_add(Entry("desk", _("消息"), "desk:notices", "bell", staff, 25, unread_count))
        navigation_add(Entry("desk", _("我关注的"), "desk:following", "eye", staff, 22))
        navigation_add(Entry("desk", _("各单位在办"), "desk:oversight", "building", staff, 30))
        navigation_add(Entry("desk", _("公示"), "desk:publications", "list-details", _publishes, 35))
        navigation_add(Entry("desk", _("档案"), "desk:archive", "stack-2", _keeps, 37))
        navigation_add(
            Entry("desk", _("删除个人信息"), "desk:persons", "trash", _erases_persons, 38, _persons_waiting)
        )
        navigation_add(Entry("desk", _("代班"), "desk:substitutes", "users", _arranges, 40))
        navigation_add(Entry("desk", _("值班表"), "desk:rota", "calendar", _keeps_rota, 41))
        navigation_add(Entry("desk", _("系统管理"), "administration:home", "settings", _administers, 90))


def _arranges(actor: "object") -> bool:
    from yiwang.foundations.people.public import MAY_SUBSTITUTE
    from yiwang.kernel.actor import Actor

    return isinstance(actor, Actor) and actor.has(MAY_SUBSTITUTE)


def _keeps_rota(actor: "object") -> bool:
    from yiwang.foundations.rotas.public import KEEP
    from yiwang.kernel.actor import Actor

    return isinstance(actor, Actor) and actor.has(KEEP)


def _publishes(actor: "object") -> bool:
    from yiwang.engines.publicity.public import MANAGE
    from yiwang.kernel.actor import Actor

    return isinstance(actor, Actor) and actor.has(MANAGE)


def _keeps(actor: "object") -> bool:
    from yiwang.engines.cases.public import MAY_HOLD
    from yiwang.kernel.actor import Actor

    return isinstance(actor, Actor) and actor.has(MAY_HOLD)


def _erases_persons(actor: "object") -> bool:
    from yiwang.kernel.actor import Actor

    from .views.persons import erases_persons

    return isinstance(actor, Actor) and erases_persons(actor)


def _persons_waiting(actor: "object") -> int:
    from yiwang.kernel.actor import Actor

    from .views.persons import persons_waiting

    return persons_waiting(actor) if isinstance(actor, Actor) else 0


def _administers(actor: "object") -> bool:
    from yiwang.kernel.actor import Actor

    return isinstance(actor, Actor) and any(role.startswith("admin") for role in actor.roles)

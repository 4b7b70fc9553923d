"""App configuration of fulfilment."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class FulfilmentConfig(AppConfig):
    """缴费与送达."""

    name = "yiwang.nets.collaboration.fulfilment"
    label = "col_fulfilment"
    verbose_name = "缴费与送达"

    def ready(self) -> None:
        """Put the pages into the menu of those at work."""
        from yiwang.web.navigation import Entry, navigation_add

        navigation_add(Entry("desk", _("送达"), "fulfilment:handovers", "send", _hands_out, 45))
        navigation_add(Entry("desk", _("寄信上门"), "fulfilment:servings", "mail", _serves, 47))
        navigation_add(Entry("desk", _("缴费对账"), "fulfilment:payments", "receipt", _handles_money, 50))


def _hands_out(actor: "object") -> bool:
    from yiwang.engines.handovers.public import hands_out
    from yiwang.kernel.actor import Actor

    return isinstance(actor, Actor) and hands_out(actor)


def _serves(actor: "object") -> bool:
    from yiwang.foundations.notices.public import serves
    from yiwang.kernel.actor import Actor

    return isinstance(actor, Actor) and serves(actor)


def _handles_money(actor: "object") -> bool:
    from yiwang.engines.payments.public import APPROVE, RECONCILE, REFUND, allows
    from yiwang.kernel.actor import Actor

    return isinstance(actor, Actor) and any(allows(actor, word) for word in (REFUND, APPROVE, RECONCILE))

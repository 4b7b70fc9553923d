"""App configuration of mediation."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class MediationConfig(AppConfig):
    """人民调解."""

    name = "yiwang.nets.governance.mediation"
    label = "gov_mediation"
    verbose_name = "人民调解"

    def ready(self) -> None:
        """Tell rotation of the closed columns; put the pages into the menus; seal what takes effect."""
        from yiwang.faces.matter.public import CasePage, case_page_add
        from yiwang.foundations.audit.public import register_eraser, register_party_eraser
        from yiwang.foundations.keys.public import register_encrypted
        from yiwang.kernel.actor import Actor
        from yiwang.web.navigation import Entry, navigation_add

        from .policies import ALARM, MEDIATE, NAME_PURPOSE, PHONE_PURPOSE, REGISTER, SEAL, TAKE, may
        from .selectors.choosing import CONFLICT_PURPOSE
        from .selectors.rules import is_mediation
        from .subscribers import connect

        register_encrypted("gov_mediation.MediationSide", "name", NAME_PURPOSE)
        register_encrypted("gov_mediation.MediationSide", "phone", PHONE_PURPOSE)

        def mediates(actor: Actor) -> bool:
            return may(actor, MEDIATE, SEAL)

        def takes(actor: Actor) -> bool:
            return may(actor, TAKE)

        def registers(actor: Actor) -> bool:
            return may(actor, REGISTER)

        def works(actor: Actor) -> bool:
            return may(actor, MEDIATE, SEAL, TAKE)

        def anybody(actor: Actor) -> bool:
            return True

        navigation_add(Entry("mediation", _("待办"), "desk:inbox", "inbox", works, 0))
        navigation_add(Entry("mediation", _("调解"), "mediation:cases", "users", mediates, 10))
        navigation_add(Entry("mediation", _("登记申请"), "mediation:take", "edit", takes, 20))
        navigation_add(Entry("mediation", _("调解登记"), "mediation:register", "list-details", registers, 30))
        navigation_add(Entry("desk", _("调解"), "mediation:cases", "users", mediates, 82))
        navigation_add(Entry("desk", _("登记调解申请"), "mediation:take", "edit", takes, 83))
        navigation_add(Entry("footer", _("申请调解"), "mediation:ask", "users", anybody, 7))

        def asks(actor: Actor) -> bool:
            return actor.audience == "citizen"

        def opens(actor: Actor) -> bool:
            return may(actor, MEDIATE, SEAL, ALARM)

        case_page_add(CasePage(_("当事人、签名和卷宗"), "mediation:case", "users", is_mediation, opens))
        case_page_add(CasePage(_("协议、证据和签名"), "mediation:own", "users", is_mediation, asks))
        connect()
        register_eraser("mediation")
        register_eraser("mediation_conflicts")
        register_party_eraser("mediation", blinds=(CONFLICT_PURPOSE,))

"""App configuration of administration."""

from django.apps import AppConfig
from django.utils.translation import gettext_lazy as _


class AdministrationConfig(AppConfig):
    """系统管理."""

    name = "yiwang.nets.collaboration.administration"
    label = "col_administration"
    verbose_name = "系统管理"

    def ready(self) -> None:
        """Put the pages into the menu of those who may use them."""
        from yiwang.engines.imports.public import MAY_READ
        from yiwang.web.navigation import Entry, navigation_add

        from .policies import LOOK, REVIEW, may

        entries = (
            (_("已应用的定义"), "releases", "stack-2", "admin.system"),
            (_("生僻字"), "characters", "language", "admin.system"),
            (_("运行状况"), "health", "activity", "admin.system"),
            (_("账号核对"), "reviews", "checklist", "admin.system"),
            (_("账号与岗位"), "accounts", "users", "admin.security"),
            (_("账号核对"), "review-mine", "checklist", "admin.security"),
            (_("审计"), "audit", "history", "admin.audit"),
            (_("账号核对"), "reviews", "checklist", "admin.audit"),
            (_("应急查看"), "emergencies", "eye", "admin.audit"),
        )
        for order, (label, name, icon, word) in enumerate(entries):
            navigation_add(Entry("administration", label, f"administration:{name}", icon, may(word), order))
        for area, order in (("desk", 45), ("administration", 10)):
            review, look = (
                (_("账号核对"), "administration:review-mine"),
                (_("应急查看"), "administration:emergency"),
            )
            navigation_add(Entry(area, *review, "checklist", may(REVIEW), order))
            navigation_add(Entry(area, *look, "eye", may(LOOK), order + 1))
        read = (_("数据迁入"), "administration:imports", "download", may(MAY_READ), 8)
        navigation_add(Entry("administration", *read))
        navigation_add(Entry("administration", _("工作台"), "desk:inbox", "inbox", may(REVIEW, LOOK), 9))

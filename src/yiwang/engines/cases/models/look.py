"""When somebody last opened the page of a case, so that the page can say what has changed since."""

from typing import ClassVar

from django.db import models


class CaseLook(models.Model):
    """上次查看: one row per account, hat and case; nobody sees another account's. No log: ``audit`` has that."""

    account_id = models.UUIDField("账号")
    hat = models.TextField("身份")
    case_id = models.UUIDField("办件")
    seq = models.IntegerField("看到第几条")
    at = models.DateTimeField("时间")

    class Meta:
        """Table and words; one row for each."""

        db_table = "case_look"
        verbose_name = "上次查看"
        verbose_name_plural = "上次查看"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["account_id", "hat", "case_id"], name="case_look_once")
        ]

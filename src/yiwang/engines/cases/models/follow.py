"""Who follows which case for himself, and of what he wants to be told."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class CaseFollow(models.Model):
    """我关注的: one row per account, hat and case; nobody sees another account's. It gives no right to see the case.

    ``told``: ``moves``, ``marks``, ``breach``.
    """

    account_id = models.UUIDField("账号")
    hat = models.TextField("身份")
    case_id = models.UUIDField("办件")
    told = ArrayField(models.TextField(), verbose_name="要提醒的")
    since = models.DateTimeField("自")

    class Meta:
        """Table and words; one row for each, listed newest case first, found by case when something happens."""

        db_table = "case_follow"
        verbose_name = "我关注的"
        verbose_name_plural = "我关注的"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["account_id", "hat", "case_id"], name="case_follow_once")
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index("case_id", name="case_follow_case")]

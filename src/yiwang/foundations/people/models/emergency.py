"""Break-glass: somebody looks, at once and for a short time, at what the own post does not show; judged afterwards."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models

from .account import Account


class EmergencyVerdict(models.TextChoices):
    """What the audit administrator found."""

    OPEN = "", "待评定"
    JUSTIFIED = "justified", "理由成立"
    UNJUSTIFIED = "unjustified", "理由不成立"


class EmergencyAccess(models.Model):
    """应急查看.

    Attributes:
        unit_id: the unit of the post it was opened from.
        units: whose work it shows; for one case a unit of its own that watches this case only.
        may: permission words it gives, as the pack said when it was opened.
        told: accounts that were told at once.
        until: when it ends by itself; ``ended_at`` when it was ended before.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="账号")
    hat_label = models.CharField("身份", max_length=200)
    unit_id = models.CharField("单位", max_length=96)
    label = models.CharField("范围", max_length=200)
    units = ArrayField(models.CharField(max_length=96), verbose_name="看得到的单位")
    may = ArrayField(models.CharField(max_length=64), verbose_name="权限词")
    reason = models.TextField("理由")
    told = ArrayField(models.UUIDField(), verbose_name="已告知")
    opened_at = models.DateTimeField("打开时间")
    until = models.DateTimeField("到期时间")
    ended_at = models.DateTimeField("提前结束时间", null=True)
    verdict = models.CharField(
        "评定", max_length=16, choices=EmergencyVerdict.choices, default=EmergencyVerdict.OPEN, blank=True
    )
    verdict_note = models.TextField("评定说明", blank=True, default="")
    verdict_by = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="+", verbose_name="评定人"
    )
    verdict_at = models.DateTimeField("评定时间", null=True)

    class Meta:
        """Table, words; an account's last one is looked for with every page of theirs."""

        db_table = "emergency_access"
        verbose_name = "应急查看"
        verbose_name_plural = "应急查看"
        ordering = ("-opened_at",)
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account", "-until"], name="emergency_account")
        ]

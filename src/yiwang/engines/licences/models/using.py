"""Who may use a licence, when it was shown, and what it was used for."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from yiwang.kernel.ids import uuid7

from .licence import Licence


class LicenceGrant(models.Model):
    """用证授权: a unit or a party may use a licence for a purpose, so many times, for a period."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    licence = models.ForeignKey(Licence, models.PROTECT, related_name="grants", verbose_name="证照")
    unit_id = models.CharField("单位", max_length=96, null=True)
    party_id = models.UUIDField("当事人", null=True)
    ground = models.CharField("依据", max_length=200)
    purpose = models.CharField("用途", max_length=200)
    times = models.PositiveIntegerField("次数", null=True)
    used = models.PositiveIntegerField("已用", default=0)
    since = models.DateTimeField("起")
    until = models.DateTimeField("止", null=True)
    granted_by = models.CharField("授权人", max_length=200)

    class Meta:
        """Table, words; to a unit or a party, never both; never used more often than granted."""

        db_table = "licence_grant"
        verbose_name = "用证授权"
        constraints = (
            models.CheckConstraint(
                condition=Q(unit_id__isnull=True) ^ Q(party_id__isnull=True), name="licence_grant_to_one"
            ),
            models.CheckConstraint(
                condition=Q(times__isnull=True) | Q(used__lte=models.F("times")),
                name="licence_grant_not_overused",
            ),
        )
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit_id"], name="licence_grant_unit"),
            models.Index(fields=["party_id"], name="licence_grant_party"),
        ]


class LicencePresentation(models.Model):
    """亮证: one showing of a licence. It serves one verification and ends by itself."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    licence = models.ForeignKey(Licence, models.PROTECT, related_name="+", verbose_name="证照")
    version = models.PositiveSmallIntegerField("版本")
    opened_at = models.DateTimeField("亮证时间")
    expires_at = models.DateTimeField("失效时间")
    used_at = models.DateTimeField("核验时间", null=True)

    class Meta:
        """Table, words; a minute at most."""

        db_table = "licence_presentation"
        verbose_name = "亮证"


class LicenceUse(models.Model):
    """用证记录: who used a licence, how and what for. Only added to; the holder reads it."""

    id = models.BigAutoField(primary_key=True)
    licence = models.ForeignKey(Licence, models.PROTECT, related_name="uses", verbose_name="证照")
    at = models.DateTimeField("时间")
    act = models.CharField("方式", max_length=16)
    who = models.CharField("使用者", max_length=200, blank=True, default="")
    unit_id = models.CharField("单位", max_length=96, blank=True, default="")
    purpose = models.CharField("用途", max_length=200, blank=True, default="")
    case_no = models.CharField("办件编号", max_length=64, blank=True, default="")

    class Meta:
        """Table and words."""

        db_table = "licence_use"
        verbose_name = "用证记录"
        ordering = ("-at", "-id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["licence", "at"], name="licence_use_at"),
            models.Index(fields=["at"], name="licence_use_applied", condition=Q(act="applied")),
        ]

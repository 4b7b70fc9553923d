"""A licence, its versions and its holders."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from yiwang.foundations.people.public import Party
from yiwang.kernel.ids import uuid7

from ..domain.states import Status


class Licence(models.Model):
    """电子证照: one licence through all its versions."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    type = models.CharField("证照类型", max_length=64)
    type_name = models.CharField("证照名称", max_length=200)
    revision = models.CharField("定义版本", max_length=64, blank=True, default="")
    unit_id = models.CharField("颁发单位", max_length=96)
    unit_name = models.CharField("颁发机构", max_length=200)
    unit_uscc = models.CharField("颁发机构代码", max_length=18)
    serial = models.CharField("流水号", max_length=20, unique=True)
    trust_level = models.CharField("可信等级", max_length=1)
    status = models.CharField("状态", max_length=16, default=Status.VALID.value)
    status_reason = models.CharField("原因", max_length=500, blank=True, default="")
    status_at = models.DateTimeField("状态时间")
    version = models.PositiveSmallIntegerField("当前版本", default=1)
    valid_from = models.DateField("有效期起")
    valid_until = models.DateField("有效期止", null=True)
    issued_at = models.DateTimeField("签发时间")
    case_id = models.UUIDField("办件", null=True)
    key = models.CharField("幂等键", max_length=200, unique=True)
    present_seconds = models.PositiveSmallIntegerField("亮证秒数", default=60)
    is_demo = models.BooleanField("演示", default=False)

    class Meta:
        """Table, words, and what the database holds by itself."""

        db_table = "licence"
        verbose_name = "电子证照"
        verbose_name_plural = "电子证照"
        ordering = ("-issued_at", "-id")
        constraints = (
            models.CheckConstraint(
                condition=Q(status__in=[status.value for status in Status]), name="licence_status_known"
            ),
            models.CheckConstraint(
                condition=Q(valid_until__isnull=True) | Q(valid_until__gte=F("valid_from")),
                name="licence_period_in_order",
            ),
            models.CheckConstraint(condition=Q(present_seconds__lte=60), name="licence_present_a_minute"),
        )
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["unit_id"], name="licence_unit"),
            models.Index(fields=["case_id"], name="licence_case"),
        ]

    def __str__(self) -> str:
        """The name."""
        return self.type_name


class LicenceNumber(models.Model):
    """证照编号: the last number that a unit drew for a type in a year."""

    unit_id = models.CharField("单位", max_length=96)
    type = models.CharField("证照类型", max_length=64)
    year = models.PositiveSmallIntegerField("年份")
    last = models.PositiveIntegerField("最后编号")

    class Meta:
        """Table, words; one row per unit, type and year."""

        db_table = "licence_number"
        verbose_name = "证照编号"
        constraints = (
            models.UniqueConstraint(fields=["unit_id", "type", "year"], name="licence_number_once"),
        )


class LicenceVersion(models.Model):
    """证照版本: one face. Secret values in it are closed tokens; the PDF lies in files."""

    licence = models.ForeignKey(Licence, models.PROTECT, related_name="versions", verbose_name="证照")
    version = models.PositiveSmallIntegerField("版本")
    identifier = models.CharField("电子证照标识", max_length=120, unique=True)
    face = models.JSONField("照面")
    labels = models.JSONField("照面名称")
    file_id = models.UUIDField("版式文件", null=True)
    code = models.TextField("核验码")
    code_digest = models.CharField("核验码摘要", max_length=64, unique=True)
    reason = models.CharField("变更原因", max_length=500, blank=True, default="")
    made_at = models.DateTimeField("制作时间")

    class Meta:
        """Table, words; a version once."""

        db_table = "licence_version"
        verbose_name = "证照版本"
        constraints = (
            models.UniqueConstraint(fields=["licence", "version"], name="licence_version_once"),
            models.CheckConstraint(condition=Q(version__range=(1, 999)), name="licence_version_range"),
        )


class LicenceHolder(models.Model):
    """持证主体: a party that holds it, with its name as strangers may see it."""

    licence = models.ForeignKey(Licence, models.PROTECT, related_name="holders", verbose_name="证照")
    party = models.ForeignKey(Party, models.PROTECT, related_name="+", verbose_name="当事人")
    name = models.CharField("姓名或名称", max_length=200)
    name_masked = models.CharField("对外显示", max_length=200)

    class Meta:
        """Table, words; a holder once."""

        db_table = "licence_holder"
        verbose_name = "持证主体"
        constraints = (models.UniqueConstraint(fields=["licence", "party"], name="licence_holder_once"),)

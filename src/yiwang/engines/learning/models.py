"""Versions of what was learnt, which one is in force, and what was shown and chosen."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q


class LearntModel(models.Model):
    """学习版本: tables of weights with their figures, from which time and by whom. Never changed."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    source = models.TextField("来源")
    number = models.IntegerField("版本")
    since = models.DateTimeField("学习自")
    held_from = models.DateTimeField("留出自")
    until = models.DateTimeField("截至")
    figures = models.JSONField("指标")
    rules = models.JSONField("所用规则")
    tables = models.TextField("权重")
    digest = models.TextField("摘要")
    is_demo = models.BooleanField("演示", default=False)
    made_by = models.UUIDField("学习人账号", null=True)
    made_label = models.TextField("学习人")
    made_at = models.DateTimeField("学习时间")

    class Meta:
        """Table and words; the same lessons give the same version once."""

        db_table = "learnt_model"
        verbose_name = "学习版本"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("source", "number", name="learnt_model_number"),
            models.UniqueConstraint("source", "digest", "held_from", name="learnt_model_once"),
        ]


class LearntUse(models.Model):
    """启用记录: who put which version in force, or none any more, and why. The last one holds."""

    id = models.BigAutoField(primary_key=True)
    source = models.TextField("来源")
    seq = models.IntegerField("序号")
    model = models.ForeignKey(
        LearntModel, models.PROTECT, null=True, related_name="uses", verbose_name="版本"
    )
    by = models.UUIDField("启用人账号")
    label = models.TextField("启用岗位")
    reason = models.TextField("理由")
    at = models.DateTimeField("启用时间")

    class Meta:
        """Table and words; one after the other."""

        db_table = "learnt_use"
        verbose_name = "启用记录"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("source", "seq", name="learnt_use_once"),
        ]


class LearntShown(models.Model):
    """建议记录: what was suggested and what was chosen; of the case only until then, of who looked nothing."""

    id = models.BigAutoField(primary_key=True)
    model = models.ForeignKey(LearntModel, models.PROTECT, related_name="shown", verbose_name="版本")
    aim = models.TextField("建议什么")
    key = models.TextField("对哪一件的建议")
    case_id = models.UUIDField("办件", null=True)
    category = models.TextField("分类", default="")
    suggested = models.TextField("建议")
    chance = models.FloatField("概率")
    shown_at = models.DateTimeField("显示时间")
    chosen = models.TextField("选定", default="")
    held = models.BooleanField("采用", null=True)
    settled_at = models.DateTimeField("选定时间", null=True)

    class Meta:
        """Table and words; one suggestion of a kind for a case; those that wait are looked at often."""

        db_table = "learnt_shown"
        verbose_name = "建议记录"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("key", "aim", name="learnt_shown_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("shown_at", name="learnt_shown_waits", condition=Q(settled_at=None)),
            models.Index("model", "aim", "category", name="learnt_shown_counted"),
        ]

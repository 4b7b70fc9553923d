"""A check: that somebody was asked to be checked, by whom, and passed or not. No image, no score, no features."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from yiwang.kernel.ids import uuid7


class PersonCheck(models.Model):
    """实人核验. One person, one application; answered once, by the provider's signed notice only."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.TextField("核验编号", unique=True)
    matter_id = models.UUIDField("申请")
    person_id = models.UUIDField("本人")
    state = models.TextField(
        "状态", default="asked", choices=[("asked", "核验中"), ("passed", "通过"), ("failed", "没有通过")]
    )
    provider = models.TextField("核验机构")
    provider_number = models.TextField("核验机构编号", default="")
    notice_id = models.TextField("通知编号", default="")
    digest = models.TextField("通知摘要", default="")
    why = models.TextField("没有通过的原因", default="")
    asked_at = models.DateTimeField("发起时间")
    answered_at = models.DateTimeField("收到结果的时间", null=True)
    valid_until = models.DateTimeField("有效期至", null=True)

    class Meta:
        """Table, words; one unanswered check at a time, and what the database itself holds."""

        db_table = "person_check"
        verbose_name = "实人核验"
        verbose_name_plural = "实人核验"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["matter_id", "person_id"], name="person_check_one_open", condition=Q(state="asked")
            ),
            models.CheckConstraint(
                name="person_check_state", condition=Q(state__in=("asked", "passed", "failed"))
            ),
            models.CheckConstraint(
                name="person_check_answered", condition=Q(answered_at__isnull=True) ^ ~Q(state="asked")
            ),
            models.CheckConstraint(
                name="person_check_until", condition=Q(valid_until__isnull=True) ^ Q(state="passed")
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["matter_id", "person_id"], name="person_check_matter"),
        ]

    def __str__(self) -> str:
        """The number."""
        return self.number

"""Who may not promise what he must prove, and until when."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class CommitmentExclusion(models.Model):
    """不适用告知承诺: a party whose commitment was found false; it ends by itself, or when an appeal is upheld."""

    key = models.TextField("幂等键", unique=True)
    party_id = models.UUIDField("当事人")
    case_id = models.UUIDField("核查办件")
    number = models.TextField("核查办件编号")
    unit_id = models.TextField("认定单位")
    title = models.TextField("事项")
    since = models.DateField("起")
    until = models.DateField("止")
    lifted_at = models.DateTimeField("解除时间", null=True)

    class Meta:
        """Table, words, and how it is looked for."""

        db_table = "commitment_exclusion"
        verbose_name = "不适用告知承诺"
        verbose_name_plural = "不适用告知承诺"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["party_id", "until"], name="commitment_exclusion_party"),
            models.Index(fields=["case_id"], name="commitment_exclusion_case"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="commitment_exclusion_ends", condition=models.Q(until__gte=models.F("since"))
            ),
        ]

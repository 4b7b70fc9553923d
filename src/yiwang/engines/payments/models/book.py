"""How the books of a day compared, and every difference until somebody cleared it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from yiwang.engines.payments.domain.reconciling import WORDS


class Reconciliation(models.Model):
    """对账: one day of one provider; comparing again replaces the counts."""

    id = models.BigAutoField(primary_key=True)
    provider = models.TextField("收款机构")
    day = models.DateField("账期")
    matched = models.IntegerField("相符")
    differing = models.IntegerField("不符")
    at = models.DateTimeField("对账时间")

    class Meta:
        """Table, words; a day once."""

        db_table = "reconciliation"
        verbose_name = "对账"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["provider", "day"], name="reconciliation_once"),
        ]


class BookDifference(models.Model):
    """对账差异: what only one book has, or both with different amounts. It stays open until it is cleared."""

    id = models.BigAutoField(primary_key=True)
    provider = models.TextField("收款机构")
    day = models.DateField("账期")
    kind = models.TextField("种类")
    entry = models.TextField("收或退")
    number = models.TextField("缴费单号")
    unit_id = models.TextField("收费单位", default="")
    theirs_fen = models.BigIntegerField("收款机构金额（分）", null=True)
    ours_fen = models.BigIntegerField("本站金额（分）", null=True)
    found_at = models.DateTimeField("发现时间")
    cleared_at = models.DateTimeField("处理时间", null=True)
    cleared_by = models.TextField("处理人", default="")
    note = models.TextField("处理说明", default="")

    class Meta:
        """Table, words; a difference once per day, entry and number."""

        db_table = "book_difference"
        verbose_name = "对账差异"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["provider", "day", "entry", "number"], name="book_difference_once"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["unit_id"], name="book_difference_open", condition=Q(cleared_at__isnull=True)
            ),
        ]

    @property
    def kind_word(self) -> str:
        """The kind as people read it."""
        return WORDS[self.kind]

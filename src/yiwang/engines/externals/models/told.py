"""What a partner is told of a matter that its own system handed in: one row a turn, until it went through."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class ExternalTold(models.Model):
    """告知合作方: one turn of a case. It waits, then it is told, or the partner refuses it and a person looks."""

    id = models.BigAutoField(primary_key=True)
    partner = models.TextField("合作方")
    case_id = models.UUIDField("办件")
    case_number = models.TextField("办件编号")
    their_number = models.TextField("对方编号")
    unit_id = models.TextField("单位")
    seq = models.IntegerField("办件记录序号")
    word = models.TextField("对方的叫法")
    sentence = models.TextField("说明")
    at = models.DateTimeField("时间")
    told_at = models.DateTimeField("送达时间", null=True)
    refused_at = models.DateTimeField("对方不收的时间", null=True)
    tries = models.PositiveIntegerField("送过几次", default=0)
    trouble = models.TextField("没有送达的原因", default="")
    next_at = models.DateTimeField("下次送的时间")

    class Meta:
        """Table, words; a turn once, and what waits is asked for often."""

        db_table = "external_told"
        verbose_name = "告知合作方"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["partner", "id"], name="external_told_waiting",
                condition=Q(told_at__isnull=True, refused_at__isnull=True),
            ),
            models.Index(
                fields=["unit_id", "id"], name="external_told_untold", condition=Q(told_at__isnull=True)
            ),
        ]  # fmt: skip
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case_id", "seq"], name="external_told_once"),
            models.CheckConstraint(
                name="external_told_end", condition=Q(told_at__isnull=True) | Q(refused_at__isnull=True)
            ),
        ]

    @property
    def key(self) -> str:
        """Under which the partner knows this turn again."""
        return f"{self.case_number}:{self.seq}"

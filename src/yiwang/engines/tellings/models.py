"""What a recipient outside is told of a case that it handed in: one row a status, until it went through."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from .pure import Line, Told

UNTOLD = Q(told_at__isnull=True)
WAITING = UNTOLD & Q(refused_at__isnull=True)


class Telling(models.Model):
    """状态回传: one status of a case. It waits, then it is told, or the recipient refuses it and a person looks."""

    id = models.BigAutoField(primary_key=True)
    kind = models.TextField("哪一种对方")
    recipient = models.TextField("对方")
    case_id = models.UUIDField("办件")
    number = models.TextField("办件编号")
    their_number = models.TextField("对方编号")
    unit_id = models.TextField("管回传的单位")
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
        """Table, words; a status once, and what waits is asked for often."""

        db_table = "telling"
        verbose_name = "状态回传"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["kind", "recipient", "id"], name="telling_waiting", condition=WAITING),
            models.Index(fields=["unit_id", "id"], name="telling_untold", condition=UNTOLD),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case_id", "kind", "recipient", "seq"], name="telling_once"),
            models.CheckConstraint(name="telling_end", condition=UNTOLD | Q(refused_at__isnull=True)),
        ]

    @property
    def line(self) -> Line:
        """The line on which it goes."""
        return Line(self.kind, self.recipient)

    @property
    def told(self) -> Told:
        """As it goes out."""
        key = f"{self.number}:{self.seq}"
        return Told(key, self.number, self.their_number, self.seq, self.word, self.sentence, self.at)

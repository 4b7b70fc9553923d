"""The table of shifts: who is on duty for which unit, from when to when."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from yiwang.foundations.organisations.public import Post, Unit
from yiwang.foundations.people.public import Account


class DutyShift(models.Model):
    """值班: somebody on duty for a unit, on a post of its body. One taken off the rota stays, marked so."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="+", verbose_name="为哪个单位值班")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="岗位")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="值班人")
    since = models.DateTimeField("从")
    until = models.DateTimeField("到")
    phone = models.TextField("值班电话（密文）", default="")
    masked = models.TextField("遮住的值班电话", default="")
    made_label = models.TextField("排班身份")
    made_at = models.DateTimeField("排班时间")
    removed_at = models.DateTimeField("撤下时间", null=True)

    class Meta:
        """Table and words; spans are spans, those of a unit are asked for often."""

        db_table = "duty_shift"
        verbose_name = "值班"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(condition=Q(until__gt=F("since")), name="duty_shift_span")
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("unit", "until", condition=Q(removed_at=None), name="duty_shift_unit"),
            models.Index("account", "until", condition=Q(removed_at=None), name="duty_shift_account"),
        ]

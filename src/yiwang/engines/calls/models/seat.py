"""Who sits at which telephone, and in which state."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class CallSeat(models.Model):
    """坐席: a row while somebody is signed on; one telephone for one person."""

    account_id = models.UUIDField("账号", primary_key=True)
    centre = models.TextField("呼叫中心")
    unit_id = models.TextField("单位")
    label = models.TextField("岗位")
    extension = models.TextField("分机")
    state = models.TextField("状态")
    since = models.DateTimeField("从什么时候")
    call_id = models.UUIDField("当前通话", null=True)

    class Meta:
        """Table and words; nobody else sits at the same telephone."""

        db_table = "call_seat"
        verbose_name = "坐席"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["centre", "extension"], name="call_seat_extension"),
        ]

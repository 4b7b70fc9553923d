"""What is still to be done after a call: call back who was not answered, listen to who left a message."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.db.models import Q

from yiwang.kernel.ids import uuid7

from .call import Call

CALL_BACK, MESSAGE = "call_back", "message"
WAITING, TAKEN, DONE = "waiting", "taken", "done"
OPEN: Final = (WAITING, TAKEN)
KINDS: Final = ((CALL_BACK, "回拨"), (MESSAGE, "听留言"))
STATES: Final = ((WAITING, "没有人办"), (TAKEN, "有人在办"), (DONE, "办完"))


class CallTask(models.Model):
    """回拨和留言: one row for a call that was missed; who calls again before he is called back is one matter."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    call = models.OneToOneField(Call, models.PROTECT, related_name="task")
    centre = models.TextField("呼叫中心")
    kind = models.TextField("种类", choices=KINDS)
    number_blind = models.TextField("号码盲索引", default="")
    times = models.PositiveIntegerField("打来几次", default=1)
    due_at = models.DateTimeField("最迟")
    state = models.TextField("状态", default=WAITING, choices=STATES)
    account_id = models.UUIDField("谁在办", null=True)
    label = models.TextField("岗位", default="")
    tries = models.PositiveIntegerField("回拨几次", default=0)
    outcome = models.TextField("结果", default="")
    done_at = models.DateTimeField("办完时间", null=True)

    class Meta:
        """Table and words; one open calling back of a number, what is due soonest is asked for."""

        db_table = "call_task"
        verbose_name = "回拨和留言"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["centre", "number_blind"],
                name="call_task_one_number",
                condition=Q(kind=CALL_BACK, state__in=OPEN) & ~Q(number_blind=""),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("centre", "due_at", name="call_task_open", condition=Q(state__in=OPEN)),
        ]


class CallAttempt(models.Model):
    """回拨尝试: that somebody called back, and how it ended. Never changed."""

    id = models.BigAutoField(primary_key=True)
    task = models.ForeignKey(CallTask, models.PROTECT, related_name="attempts")
    at = models.DateTimeField("时间")
    account_id = models.UUIDField("账号")
    label = models.TextField("岗位")
    outcome = models.TextField("结果")

    class Meta:
        """Table and words."""

        db_table = "call_attempt"
        verbose_name = "回拨尝试"

"""Paper that stays: each sheet has a code, one keeper at any time, and a slip for every move between units."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models

HELD, MOVING, MISSING, RETURNED = "held", "moving", "missing", "returned"
UNDER_WAY = [MOVING, MISSING]
"""States in which another unit is named beside the keeper."""
STATES = [(HELD, "在管"), (MOVING, "移交中"), (MISSING, "查找中"), (RETURNED, "已退还")]


class Paper(models.Model):
    """在管材料. ``holder_id`` is the unit that answers for it now; while it moves, ``to_id`` is who is to sign for it.

    A piece that was not in the bag stays with who gave it, ``missing``, until one of both says that it is found.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    code = models.TextField("条码", unique=True)
    attendance_id = models.UUIDField("接待")
    key = models.TextField("材料")
    label = models.TextField("名称")
    number = models.TextField("办件编号")
    receiver_id = models.TextField("收件单元")
    holder_id = models.TextField("在谁手里")
    to_id = models.TextField("移交给", default="")
    state = models.TextField("状态", choices=STATES, default=HELD)
    since = models.DateTimeField("自何时起")

    class Meta:
        """Table, words; a paper of a matter once; somebody always keeps it, and it goes somewhere or nowhere."""

        db_table = "custody_paper"
        verbose_name = "在管材料"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["attendance_id", "key"], name="custody_paper_once"),
            models.CheckConstraint(condition=~models.Q(holder_id=""), name="custody_paper_kept"),
            models.CheckConstraint(
                condition=models.Q(state__in=UNDER_WAY) & ~models.Q(to_id="")
                | ~models.Q(state__in=UNDER_WAY) & models.Q(to_id=""),
                name="custody_paper_one_way",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["holder_id", "state"], name="custody_paper_holder"),
            models.Index(fields=["to_id", "state"], name="custody_paper_to"),
        ]


class HandOver(models.Model):
    """交接单: a bag of papers from unit to unit; who gives signs by giving, who takes by checking piece by piece."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    number = models.TextField("编号", unique=True)
    from_id = models.TextField("移交单元")
    to_id = models.TextField("接收单元")
    given_by = models.TextField("移交人")
    given_account = models.UUIDField("移交账号")
    given_at = models.DateTimeField("移交时间")
    posted = models.TextField("邮寄单号", default="")
    carrier = models.TextField("送件人", default="")
    sent_at = models.DateTimeField("交送件人时间", null=True)
    due_at = models.DateTimeField("应送到时间", null=True)
    taken_by = models.TextField("接收人", default="")
    taken_account = models.UUIDField("接收账号", null=True)
    taken_at = models.DateTimeField("接收时间", null=True)
    lines = models.JSONField("材料")
    missing = models.JSONField("没有收到的条码", default=list)
    remark = models.TextField("接收说明", default="")

    class Meta:
        """Table and words."""

        db_table = "custody_handover"
        verbose_name = "交接单"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["to_id", "taken_at"], name="custody_handover_to"),
            models.Index(fields=["from_id", "taken_at"], name="custody_handover_from"),
        ]


class ShiftChange(models.Model):
    """交接班: what one clerk leaves to the next at a counter; there is never any cash in it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hall = models.TextField("大厅")
    unit_id = models.TextField("单元")
    counter = models.TextField("窗口", default="")
    left_by = models.TextField("交班人")
    left_account = models.UUIDField("交班账号")
    left_at = models.DateTimeField("交班时间")
    tickets = models.JSONField("未结的号")
    matters = models.JSONField("未收完的件")
    papers = models.JSONField("在管材料")
    note = models.TextField("说明", default="")
    taken_by = models.TextField("接班人", default="")
    taken_account = models.UUIDField("接班账号", null=True)
    taken_at = models.DateTimeField("接班时间", null=True)

    class Meta:
        """Table and words."""

        db_table = "hall_shift"
        verbose_name = "交接班"

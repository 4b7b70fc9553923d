"""A limit that runs."""

from typing import ClassVar

from django.db import models
from django.db.models import Q


class Clock(models.Model):
    """时钟: limit, unit and source as read when it started; the worker looks at ``next_at`` of running ones only."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField("办件")
    root_id = models.UUIDField("总办件")
    task_id = models.UUIDField("待办", null=True)
    key = models.TextField("时钟")
    limit = models.IntegerField("时限")
    unit = models.TextField("单位")
    source = models.TextField("依据")
    state = models.TextField("状态")
    started_at = models.DateTimeField("开始")
    pauses = models.JSONField("暂停过的时段", db_default=[])
    paused_at = models.DateTimeField("暂停于", null=True)
    spent = models.IntegerField("已用", db_default=0)
    due_at = models.DateTimeField("到期", null=True)
    warn_at = models.DateTimeField("预警", null=True)
    next_at = models.DateTimeField("下次查看", null=True)
    next_mark = models.TextField("下一标记", null=True)
    provisional = models.BooleanField("暂定", db_default=False)
    stopped_at = models.DateTimeField("停止", null=True)

    class Meta:
        """Table, words, and the one index that the worker scans."""

        db_table = "clock"
        verbose_name = "时钟"
        verbose_name_plural = "时钟"
        indexes: ClassVar[list[models.Index]] = [
            models.Index("next_at", name="clock_next", condition=Q(state="running")),
            models.Index("case_id", name="clock_case"),
        ]

"""The stand-in's own book. Of what it was told it keeps the names of the fields, never a value."""

from typing import ClassVar

from django.db import models


class DemoTask(models.Model):
    """演示任务."""

    number = models.TextField("来文编号", primary_key=True)
    their_number = models.TextField("本系统编号", unique=True)
    system = models.TextField("系统")
    title = models.TextField("事由")
    body = models.TextField("来文单位")
    fields = models.JSONField("收到的栏目")
    words = models.JSONField("可以答复的结果")
    word = models.TextField("结果", default="")
    note = models.TextField("说明", default="")
    done_at = models.DateTimeField("办结时间", null=True)
    asked_to_stop = models.TextField("要求停办", default="")

    class Meta:
        """Table and words."""

        db_table = "demo_exchange_task"
        verbose_name = "演示任务"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="demo_exchange_task_done",
                condition=models.Q(word="", done_at=None) | (~models.Q(word="") & ~models.Q(done_at=None)),
            ),
        ]


class DemoNews(models.Model):
    """演示合作大厅收到的告知."""

    key = models.TextField("告知编号", primary_key=True)
    number = models.TextField("来文编号")
    their_number = models.TextField("本系统编号")
    seq = models.IntegerField("序号")
    word = models.TextField("状态")
    sentence = models.TextField("说明")
    at = models.DateTimeField("时间")

    class Meta:
        """Table and words."""

        db_table = "demo_exchange_news"
        verbose_name = "演示合作大厅收到的告知"


class DemoPartnerMood(models.Model):
    """演示合作大厅怎样应答: one row, for everybody who looks at the stand-in."""

    id = models.IntegerField(primary_key=True)
    mood = models.TextField("怎样应答", default="take")

    class Meta:
        """Table and words."""

        db_table = "demo_exchange_mood"
        verbose_name = "演示合作大厅怎样应答"

"""A rating, the trace of how it came, and what the rated unit was told to mend."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Rating(models.Model):
    """评价: grade, tags and words. Its id is random and it knows its day only, so that nobody reads time from it.

    ``handler_unit_id`` supervises the rated unit's ratings, and looks into a bad one by the case ``case_id``.
    ``event_blind`` stands for the rated case or event: it holds "once", and leads nobody back. ``doubts`` are the
    reasons for which it is left out of the counts.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event_blind = models.TextField("服务摘要", unique=True)
    unit_id = models.TextField("被评单位")
    division_id = models.TextField("区划", default="")
    item = models.TextField("事项")
    title = models.TextField("名称")
    grade = models.SmallIntegerField("等次")
    tags = ArrayField(models.TextField(), verbose_name="标签", default=list)
    words = models.TextField("意见", default="")
    channel = models.TextField("渠道")
    is_named = models.BooleanField("实名")
    day = models.DateField("日期")
    doubts = ArrayField(models.TextField(), verbose_name="存疑理由", default=list)
    handler_unit_id = models.TextField("核实单位", default="")
    case_id = models.UUIDField("核实办件", null=True)
    number = models.TextField("核实办件编号", default="")

    class Meta:
        """Table, words, lists by unit and day, and what a grade may be."""

        db_table = "rating"
        verbose_name = "评价"
        indexes: ClassVar[list[models.Index]] = [
            models.Index("unit_id", "day", name="rating_unit"),
            models.Index("day", name="rating_day"),
            models.Index("handler_unit_id", "day", name="rating_handler"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="rating_grade", condition=models.Q(grade__gte=1, grade__lte=5)),
        ]

    def __str__(self) -> str:
        """What it is of."""
        return self.title


class Trace(models.Model):
    """评价来源: who rated (real names only), when, and salted hashes of whence. The worker's alone."""

    rating = models.OneToOneField(Rating, models.CASCADE, primary_key=True, related_name="trace")
    at = models.DateTimeField("时间")
    case_id = models.UUIDField("被评办件", null=True)
    case_number = models.TextField("被评办件编号", default="")
    party_id = models.UUIDField("评价人", null=True)
    accounts = ArrayField(models.UUIDField(), verbose_name="经办人", default=list)
    device = models.TextField("设备摘要", default="")
    address = models.TextField("地址摘要", default="")

    class Meta:
        """Table, words, and how detectors look back."""

        db_table = "rating_trace"
        verbose_name = "评价来源"
        indexes: ClassVar[list[models.Index]] = [
            models.Index("device", "at", name="rating_trace_device", condition=~models.Q(device="")),
            models.Index("address", "at", name="rating_trace_address", condition=~models.Q(address="")),
            models.Index("at", name="rating_trace_at"),
        ]


class Mend(models.Model):
    """整改: the case by which a rated unit mends. The link to the bad rating's case is the worker's alone."""

    case_id = models.UUIDField("整改办件", primary_key=True)
    number = models.TextField("整改办件编号")
    bad_case_id = models.UUIDField("核实办件", unique=True)

    class Meta:
        """Table and words."""

        db_table = "rating_mend"
        verbose_name = "整改"

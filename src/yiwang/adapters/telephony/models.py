"""The stand-in's own book: its calls, as it sees them, and whether it is switched off."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class DemoCall(models.Model):
    """演示交换机的通话."""

    number = models.TextField("交换机的编号", primary_key=True)
    centre = models.TextField("呼叫中心")
    line = models.TextField("拨的号码")
    caller = models.TextField("来电号码")
    extension = models.TextField("分机", default="")
    state = models.TextField("状态", default="ringing")
    is_outgoing = models.BooleanField("呼出", default=False)
    events = models.PositiveIntegerField("发过几个事件", default=0)
    last = models.JSONField("最后一个事件", default=dict)
    at = models.DateTimeField("时间")

    class Meta:
        """Table and words."""

        db_table = "demo_exchange_call"
        verbose_name = "演示交换机的通话"
        ordering: ClassVar[list[str]] = ["-at"]


class DemoSwitch(models.Model):
    """演示交换机的开关."""

    id = models.BooleanField(primary_key=True, default=True)
    is_down = models.BooleanField("断开", default=False)

    class Meta:
        """Table and words; one row."""

        db_table = "demo_exchange_switch"
        verbose_name = "演示交换机的开关"

"""A call, its happenings, the cases taken in it, and when a centre's exchange was last heard."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from yiwang.kernel.ids import uuid7

from ..domain.folding import OPEN, RINGING, WORDS


class Call(models.Model):
    """通话. State, telephone and times are what its happenings say; the number is closed."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    centre = models.TextField("呼叫中心")
    exchange_number = models.TextField("交换机的编号", null=True)
    is_outgoing = models.BooleanField("呼出", default=False)
    by_hand = models.BooleanField("手工登记", default=False)
    line = models.TextField("专线", default="")
    number = models.TextField("号码（密文）", default="")
    number_blind = models.TextField("号码盲索引", default="", db_index=True)
    is_anonymous = models.BooleanField("来电人匿名", default=False)
    state = models.TextField("状态", default=RINGING, choices=list(WORDS.items()))
    extension = models.TextField("分机", default="")
    account_id = models.UUIDField("接听人账号", null=True)
    label = models.TextField("接听岗位", default="")
    began_at = models.DateTimeField("开始")
    rang_at = models.DateTimeField("振铃", null=True)
    answered_at = models.DateTimeField("接听", null=True)
    ended_at = models.DateTimeField("结束", null=True)

    class Meta:
        """Table and words; one call for a number of the exchange, those under way are asked for every few seconds."""

        db_table = "call"
        verbose_name = "通话"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["centre", "exchange_number"], name="call_exchange_number"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("centre", "began_at", name="call_centre_began"),
            models.Index("centre", "state", name="call_open", condition=models.Q(state__in=OPEN)),
        ]


class CallEvent(models.Model):
    """通话经过: what the exchange told, once each, and what a seat did. Never changed."""

    id = models.BigAutoField(primary_key=True)
    call = models.ForeignKey(Call, models.PROTECT, related_name="events")
    centre = models.TextField("呼叫中心")
    event_id = models.TextField("交换机的事件编号", null=True)
    digest = models.TextField("内容摘要", default="")
    kind = models.TextField("种类")
    at = models.DateTimeField("发生时间")
    received_at = models.DateTimeField("收到时间")
    extension = models.TextField("分机", default="")
    detail = models.TextField("对方或者说明", default="")
    account_id = models.UUIDField("账号", null=True)
    label = models.TextField("岗位", default="")

    class Meta:
        """Table and words; once for an event of the exchange."""

        db_table = "call_event"
        verbose_name = "通话经过"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["centre", "event_id"], name="call_event_once"),
        ]


class CallCase(models.Model):
    """通话里登记的办件."""

    id = models.BigAutoField(primary_key=True)
    call = models.ForeignKey(Call, models.PROTECT, related_name="cases")
    case_id = models.UUIDField("办件", db_index=True)
    at = models.DateTimeField("时间")

    class Meta:
        """Table and words; once for a case."""

        db_table = "call_case"
        verbose_name = "通话里登记的办件"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["call", "case_id"], name="call_case_once"),
        ]


class CallPulse(models.Model):
    """交换机最近的消息."""

    centre = models.TextField("呼叫中心", primary_key=True)
    heard_at = models.DateTimeField("最近一次")

    class Meta:
        """Table and words."""

        db_table = "call_pulse"
        verbose_name = "交换机最近的消息"

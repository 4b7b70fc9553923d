"""Counters that are manned, tickets, appointments. A ticket says nothing of who holds it."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from ..domain.tickets import CALLED, STATES


class CounterSession(models.Model):
    """坐班: an account sits at a counter, from when to when."""

    id = models.BigAutoField(primary_key=True)
    hall = models.TextField("大厅")
    counter = models.TextField("窗口")
    account_id = models.UUIDField("账号")
    hat = models.TextField("身份")
    opened_at = models.DateTimeField("起")
    closed_at = models.DateTimeField("止", null=True)

    class Meta:
        """Table, words; a counter has one clerk, a clerk one counter at a time."""

        db_table = "hall_session"
        verbose_name = "坐班"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["hall", "counter"], condition=Q(closed_at=None), name="hall_session_counter"
            ),
            models.UniqueConstraint(
                fields=["account_id"], condition=Q(closed_at=None), name="hall_session_clerk"
            ),
        ]


class Ticket(models.Model):
    """排队号. ``code`` lets its holder look up the wait without signing in; ``rank`` says who goes first."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hall = models.TextField("大厅")
    line = models.TextField("业务")
    day = models.DateField("日期")
    number = models.IntegerField("序号")
    label = models.TextField("号码")
    code = models.TextField("查询码", unique=True)
    state = models.TextField("状态", choices=list(STATES.items()))
    rank = models.SmallIntegerField("次序")
    counter = models.TextField("窗口", default="")
    account_id = models.UUIDField("账号", null=True)
    issued_at = models.DateTimeField("取号时间")
    queued_at = models.DateTimeField("排队时间")
    called_at = models.DateTimeField("叫号时间", null=True)
    calls = models.SmallIntegerField("叫号次数", default=0)
    ended_at = models.DateTimeField("结束时间", null=True)

    class Meta:
        """Table, words; numbers run per line and day, a counter serves one ticket at a time."""

        db_table = "hall_ticket"
        verbose_name = "排队号"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["hall", "line", "day", "number"], name="hall_ticket_number"),
            models.UniqueConstraint(
                fields=["hall", "counter", "day"],
                condition=Q(state=CALLED),
                name="hall_ticket_one_at_counter",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["hall", "day", "state"], name="hall_ticket_queue")
        ]


class Booking(models.Model):
    """预约: a party holds one place of a half hour; ``seat`` numbers the places, so that none is given twice."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    hall = models.TextField("大厅")
    line = models.TextField("业务")
    day = models.DateField("日期")
    slot = models.TextField("时段")
    seat = models.SmallIntegerField("席位")
    party_id = models.UUIDField("当事人")
    account_id = models.UUIDField("账号", null=True)
    code = models.TextField("预约码")
    state = models.TextField(
        "状态", choices=[("booked", "已预约"), ("arrived", "已到"), ("cancelled", "已取消")]
    )
    ticket_id = models.UUIDField("排队号", null=True)
    booked_at = models.DateTimeField("预约时间")

    class Meta:
        """Table, words; a place once, and one open appointment per party, hall and day."""

        db_table = "hall_booking"
        verbose_name = "预约"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["hall", "line", "day", "slot", "seat"],
                condition=~Q(state="cancelled"), name="hall_booking_seat",
            ),
            models.UniqueConstraint(
                fields=["hall", "day", "party_id"], condition=Q(state="booked"), name="hall_booking_once"
            ),
            models.UniqueConstraint(
                fields=["hall", "day", "code"], condition=Q(state="booked"), name="hall_booking_code"
            ),
        ]  # fmt: skip
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["party_id", "-booked_at"], name="hall_booking_party")
        ]

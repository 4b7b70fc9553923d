"""The yearly review of accounts: a list of every post held, decided line by line, kept as it was."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

from .account import Account
from .acting import Appointment


class Verdict(models.TextChoices):
    """What came of one line."""

    OPEN = "", "未核对"
    CONFIRMED = "confirmed", "确认保留"
    WITHDRAWN = "withdrawn", "收回"
    SUSPENDED = "suspended", "到期未核对，已暂停"
    ENDED = "ended", "核对期间已结束"


class AccountReview(models.Model):
    """账号年度核对: one round, from its start to the day after which what nobody confirmed is suspended."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    opened_at = models.DateTimeField("开始时间")
    opened_by = models.ForeignKey(Account, models.PROTECT, null=True, related_name="+", verbose_name="发起人")
    opened_label = models.CharField("发起身份", max_length=200)
    due_at = models.DateTimeField("截止时间")
    closed_at = models.DateTimeField("结束时间", null=True)

    class Meta:
        """Table, words; one round at a time."""

        db_table = "account_review"
        verbose_name = "账号年度核对"
        verbose_name_plural = "账号年度核对"
        ordering = ("-opened_at",)
        constraints = (
            models.UniqueConstraint(
                fields=["closed_at"],
                condition=Q(closed_at__isnull=True),
                nulls_distinct=False,
                name="account_review_one_open",
            ),
        )


class ReviewLine(models.Model):
    """核对的一行: one post that one account held when the round began; names as they were then."""

    id = models.BigAutoField(primary_key=True)
    review = models.ForeignKey(AccountReview, models.PROTECT, related_name="lines", verbose_name="核对")
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="账号")
    appointment = models.ForeignKey(Appointment, models.PROTECT, related_name="+", verbose_name="任职")
    unit_id = models.CharField("单位", max_length=96)
    account_name = models.CharField("姓名", max_length=250)
    post_label = models.CharField("岗位", max_length=300)
    verdict = models.CharField(
        "结论", max_length=16, choices=Verdict.choices, default=Verdict.OPEN, blank=True
    )
    reason = models.CharField("原因", max_length=300, blank=True, default="")
    decided_by = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="+", verbose_name="核对人"
    )
    decided_label = models.CharField("核对身份", max_length=200, blank=True, default="")
    decided_at = models.DateTimeField("核对时间", null=True)

    class Meta:
        """Table and words; by unit, since a unit's head reads it."""

        db_table = "account_review_line"
        verbose_name = "核对的一行"
        verbose_name_plural = "核对的各行"
        ordering = ("unit_id", "account_name", "id")
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["review", "unit_id"], name="review_unit")
        ]
        constraints = (models.UniqueConstraint(fields=["review", "appointment"], name="review_line_once"),)

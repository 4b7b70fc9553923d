"""A charge, and what is given back of it."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from yiwang.engines.payments.domain.states import MOVES, WORDS
from yiwang.kernel.ids import uuid7


class Charge(models.Model):
    """费用: what a party is asked to pay for a case. Amounts are integer fen; ``lines`` say of what, by which basis."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    key = models.TextField("幂等键", unique=True)
    number = models.TextField("缴费单号", unique=True)
    case_id = models.UUIDField("办件")
    case_number = models.TextField("办件编号")
    party_id = models.UUIDField("缴费人")
    unit_id = models.TextField("收费单位")
    title = models.TextField("事由")
    lines = models.JSONField("项目")
    amount_fen = models.BigIntegerField("金额（分）")
    state = models.TextField("状态", default="asked")
    provider = models.TextField("收款机构", default="")
    provider_number = models.TextField("收款机构单号", default="")
    failure = models.TextField("没有成功的原因", default="")
    receipt = models.JSONField("财政电子票据", default=dict)
    asked_at = models.DateTimeField("通知时间")
    changed_at = models.DateTimeField("变化时间")
    paid_at = models.DateTimeField("到账时间", null=True)
    settled_at = models.DateTimeField("办件已继续", null=True)
    is_demo = models.BooleanField("演示", default=False)

    class Meta:
        """Table, words, and what the database itself holds."""

        db_table = "charge"
        verbose_name = "费用"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case_id"], name="charge_case"),
            models.Index(fields=["unit_id", "-id"], name="charge_unit"),
            models.Index(fields=["paid_at"], name="charge_paid", condition=Q(paid_at__isnull=False)),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="charge_amount", condition=Q(amount_fen__gt=0)),
            models.CheckConstraint(name="charge_state", condition=Q(state__in=sorted(MOVES))),
            models.CheckConstraint(
                name="charge_paid_at",
                condition=Q(paid_at__isnull=False) ^ Q(state__in=("asked", "paying", "failed", "cancelled")),
            ),
        ]

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return WORDS[self.state]


class Refund(models.Model):
    """退款: a charge given back, with who asked why and who approved. One at a time is open per charge."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    charge = models.ForeignKey(Charge, on_delete=models.PROTECT, related_name="refunds")
    key = models.TextField("幂等键", unique=True)
    unit_id = models.TextField("收费单位")
    amount_fen = models.BigIntegerField("金额（分）")
    reason = models.TextField("理由")
    state = models.TextField("状态", default="asked")
    asked_by = models.TextField("提出人")
    asked_account = models.UUIDField("提出账号", null=True)
    asked_at = models.DateTimeField("提出时间")
    decided_by = models.TextField("批准人", default="")
    decided_account = models.UUIDField("批准账号", null=True)
    decided_at = models.DateTimeField("批准时间", null=True)
    note = models.TextField("批准意见", default="")
    done_at = models.DateTimeField("退回时间", null=True)

    class Meta:
        """Table, words; at most one open refund per charge."""

        db_table = "refund"
        verbose_name = "退款"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["charge"], name="refund_one_open", condition=~Q(state__in=("rejected", "done"))
            ),
            models.CheckConstraint(
                name="refund_state",
                condition=Q(state__in=("asked", "approved", "sent", "failed", "rejected", "done")),
            ),
        ]

"""The stand-in's own book. It knows only what it was told as provider: a number, an amount, a title."""

from typing import ClassVar

from django.db import models


class DemoOrder(models.Model):
    """演示订单."""

    number = models.TextField("商户单号", primary_key=True)
    provider_number = models.TextField("平台单号", unique=True)
    title = models.TextField("事由")
    amount_fen = models.BigIntegerField("金额（分）")
    back = models.TextField("返回地址")
    state = models.TextField("状态", default="open")
    paid_at = models.DateTimeField("付款时间", null=True)
    refunded_at = models.DateTimeField("退款时间", null=True)
    refund_key = models.TextField("退款幂等键", default="")

    class Meta:
        """Table and words."""

        db_table = "demo_payment_order"
        verbose_name = "演示订单"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="demo_payment_order_state",
                condition=models.Q(state__in=("open", "paid", "failed", "withdrawn", "refunded")),
            ),
        ]

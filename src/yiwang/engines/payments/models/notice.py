"""What the provider said, once per notice, and what came of it."""

from typing import ClassVar

from django.db import models


class PaymentNotice(models.Model):
    """收款机构通知: kept for good. The body itself is kept as its digest only."""

    id = models.BigAutoField(primary_key=True)
    provider = models.TextField("收款机构")
    notice_id = models.TextField("通知编号")
    kind = models.TextField("种类")
    number = models.TextField("缴费单号")
    provider_number = models.TextField("收款机构单号")
    amount_fen = models.BigIntegerField("金额（分）")
    happened_at = models.DateTimeField("发生时间")
    received_at = models.DateTimeField("收到时间")
    digest = models.TextField("内容摘要")
    verdict = models.TextField("结论", default="")

    class Meta:
        """Table, words; a notice is taken once."""

        db_table = "payment_notice"
        verbose_name = "收款机构通知"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["provider", "notice_id"], name="payment_notice_once"),
        ]

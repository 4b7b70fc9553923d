"""What programs of partners' halls handed in: their number stands for one acceptance, however often it is sent."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models


class PartnerAcceptance(models.Model):
    """合作方系统收件: one acceptance by a partner's own number. ``said`` is the digest of what was sent under it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    partner = models.TextField("合作大厅")
    their_number = models.TextField("对方编号")
    unit_id = models.TextField("收件单元")
    said = models.BinaryField("内容摘要")
    attendance_id = models.UUIDField("接待", null=True)
    received_at = models.DateTimeField("收到时间")

    class Meta:
        """Table, words; a partner's number once."""

        db_table = "partner_acceptance"
        verbose_name = "合作方系统收件"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["partner", "their_number"], name="partner_acceptance_once")
        ]

"""Who reported that something cannot be done, apart from the case that answers it."""

import uuid
from typing import ClassVar

from django.db import models


class StuckReport(models.Model):
    """办不成事反映: the number to ask by and the phone, both closed; the worker's alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField("办件", unique=True)
    number_blind = models.TextField("查询号摘要", unique=True)
    party_id = models.UUIDField("反映人", null=True)
    phone = models.TextField("手机号码（密文）", default="")
    phone_blind = models.TextField("手机号码盲索引", default="")
    is_verified = models.BooleanField("手机已核实", default=False)
    code_id = models.UUIDField("最近的短信验证码", null=True)
    address = models.TextField("地址摘要", default="")
    at = models.DateTimeField("时间")

    class Meta:
        """Table, words, and how floods are noticed."""

        db_table = "stuck_report"
        verbose_name = "办不成事反映"
        indexes: ClassVar[list[models.Index]] = [
            models.Index("address", "at", name="stuck_address", condition=~models.Q(address="")),
            models.Index("phone_blind", "at", name="stuck_phone", condition=~models.Q(phone_blind="")),
        ]

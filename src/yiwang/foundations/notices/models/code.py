"""Codes sent to phones, by which somebody shows that a phone is in his hand. A phone is never an identity."""

import uuid
from typing import ClassVar

from django.db import models


class PhoneCode(models.Model):
    """短信验证码: one code for one phone and one purpose; the worker's alone, and forgotten after a while.

    ``about`` is what the asker wants to know again when the code is typed, ``address`` a hash against floods.
    A code that was never sent (``sent_at``) is never right.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    purpose = models.TextField("用途")
    about = models.TextField("所问", default="")
    phone = models.TextField("手机号码（密文）")
    phone_blind = models.TextField("手机号码盲索引")
    code = models.TextField("验证码（密文）")
    address = models.TextField("地址摘要", default="")
    tries = models.SmallIntegerField("试过次数", default=0)
    at = models.DateTimeField("时间")
    until = models.DateTimeField("有效至")
    sent_at = models.DateTimeField("发出时间", null=True)
    used_at = models.DateTimeField("用掉时间", null=True)

    class Meta:
        """Table, words, and how floods are noticed."""

        db_table = "phone_code"
        verbose_name = "短信验证码"
        indexes: ClassVar[list[models.Index]] = [
            models.Index("phone_blind", "at", name="phone_code_phone"),
            models.Index("address", "at", name="phone_code_address", condition=~models.Q(address="")),
            models.Index("at", name="phone_code_at"),
        ]

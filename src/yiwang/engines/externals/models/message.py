"""What another system said, once per message, and what came of it."""

from typing import ClassVar

from django.db import models


class ExternalMessage(models.Model):
    """外部系统消息: kept for good, whether it did anything or not."""

    id = models.BigAutoField(primary_key=True)
    system = models.TextField("外部系统")
    message_id = models.TextField("消息编号")
    kind = models.TextField("种类")
    number = models.TextField("本站编号")
    their_number = models.TextField("对方编号")
    word = models.TextField("结果", default="")
    note = models.TextField("说明", default="")
    happened_at = models.DateTimeField("发生时间")
    received_at = models.DateTimeField("收到时间")
    verdict = models.TextField("结论", default="")

    class Meta:
        """Table, words; a message is taken once."""

        db_table = "external_message"
        verbose_name = "外部系统消息"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["system", "message_id"], name="external_message_once"),
        ]

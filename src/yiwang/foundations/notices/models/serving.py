"""What must reach somebody by letter, by a visit or at a counter, because no other way is open."""

import uuid

from django.db import models
from django.db.models import Q


class Serving(models.Model):
    """待送达: a paper or a notice that a named person at work brings to its receiver; ``file_id`` only for papers."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.TextField("幂等键", unique=True)
    kind = models.TextField("种类", choices=[("paper", "文书"), ("notice", "通知")])
    party_id = models.UUIDField("受送达人")
    recipient = models.TextField("受送达人名称", default="")
    unit_id = models.TextField("送达单位")
    title = models.TextField("标题")
    body = models.TextField("内容", default="")
    number = models.TextField("办件编号", default="")
    file_id = models.UUIDField("文件", null=True)
    state = models.TextField("状态", default="waiting")
    tries = models.IntegerField("没有送到的次数", default=0)
    made_at = models.DateTimeField("时间")
    way = models.TextField("送达方式", default="")
    receiver = models.TextField("签收人", default="")
    note = models.TextField("经过", default="")
    served_on = models.DateField("送达日期", null=True)
    done_by = models.TextField("送达人", default="")
    done_account = models.UUIDField("送达人账号", null=True)
    is_demo = models.BooleanField("演示", default=False)

    class Meta:
        """Table, words, the list of a unit; who served it and when stand together or not at all."""

        db_table = "serving"
        verbose_name = "待送达"
        indexes = (models.Index(fields=["unit_id", "state", "-made_at"], name="serving_unit"),)
        constraints = (
            models.CheckConstraint(
                condition=Q(state="waiting", served_on__isnull=True)
                | (Q(state="served", served_on__isnull=False) & ~Q(way="") & ~Q(done_by="")),
                name="serving_state",
            ),
        )

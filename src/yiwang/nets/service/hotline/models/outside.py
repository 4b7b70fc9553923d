"""Demands that came from outside: who sent them under which number of its own."""

import uuid

from django.db import models


class HotlineRelayed(models.Model):
    """外部来件: a demand of a program or platform. Its id is the token that gives the demand's number."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField("办件", unique=True)
    sender = models.TextField("来自")
    number = models.TextField("对方编号")
    media_url = models.TextField("对方的照片地址", default="")
    at = models.DateTimeField("收到时间")

    class Meta:
        """Table and words; one demand for a number of a sender."""

        db_table = "hotline_relayed"
        verbose_name = "外部来件"
        constraints = (models.UniqueConstraint("sender", "number", name="hotline_relayed_once"),)

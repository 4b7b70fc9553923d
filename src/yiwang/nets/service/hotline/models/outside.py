"""Demands that came from outside: who sent them under which number of its own, and what a platform is told of them."""

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


class HotlineStatus(models.Model):
    """回传状态: one status of a platform's demand, in the order in which the platform is told."""

    id = models.BigAutoField(primary_key=True)
    relayed = models.ForeignKey(HotlineRelayed, models.CASCADE, related_name="statuses")
    seq = models.IntegerField("序号")
    event = models.IntegerField("办件记录序号")
    word = models.TextField("对方的状态")
    public = models.TextField("公开的叫法")
    at = models.DateTimeField("时间")
    told_at = models.DateTimeField("送达时间", null=True)
    tries = models.IntegerField("送过几次", default=0)
    trouble = models.TextField("没有送达的原因", default="")
    next_at = models.DateTimeField("下次送的时间")

    class Meta:
        """Table and words; once for an event, those that wait are asked for often."""

        db_table = "hotline_status"
        verbose_name = "回传状态"
        constraints = (
            models.UniqueConstraint("relayed", "seq", name="hotline_status_seq"),
            models.UniqueConstraint("relayed", "event", name="hotline_status_event"),
        )
        indexes = (models.Index("next_at", condition=models.Q(told_at=None), name="hotline_status_waiting"),)

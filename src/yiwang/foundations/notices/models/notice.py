"""Notices, who has read them, and every attempt to deliver them elsewhere."""

import uuid

from django.db import models
from django.db.models import Q


class Notice(models.Model):
    """通知: words told to a party, an account or a unit; kept in the site whatever else it goes by."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.TextField("幂等键", unique=True)
    party_id = models.UUIDField("当事人", null=True)
    account_id = models.UUIDField("账号", null=True)
    unit_id = models.TextField("单位", null=True)
    template = models.TextField("模板")
    title = models.TextField("标题")
    body = models.TextField("内容")
    link = models.TextField("链接", default="")
    sms = models.TextField("短信", default="")
    created_at = models.DateTimeField("时间")
    number = models.TextField("办件编号", default="")
    served_by = models.TextField("送达单位", default="")

    class Meta:
        """Table, words, lists by receiver, and that a notice is to exactly one."""

        db_table = "notice"
        verbose_name = "通知"
        indexes = (
            models.Index(fields=["party_id", "-created_at"], name="notice_party"),
            models.Index(fields=["account_id", "-created_at"], name="notice_account"),
            models.Index(fields=["unit_id", "-created_at"], name="notice_unit"),
        )
        constraints = (
            models.CheckConstraint(
                condition=Q(party_id__isnull=False, account_id__isnull=True, unit_id__isnull=True)
                | Q(party_id__isnull=True, account_id__isnull=False, unit_id__isnull=True)
                | Q(party_id__isnull=True, account_id__isnull=True, unit_id__isnull=False),
                name="notice_to_one",
            ),
        )


class NoticeRead(models.Model):
    """已读: an account has read a notice."""

    id = models.BigAutoField(primary_key=True)
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="reads")
    account_id = models.UUIDField("账号")
    at = models.DateTimeField("时间")

    class Meta:
        """Table, words; once per account."""

        db_table = "notice_read"
        verbose_name = "已读"
        constraints = (models.UniqueConstraint(fields=["notice", "account_id"], name="notice_read_once"),)


class NoticeDelivery(models.Model):
    """送达: how far a notice came on one channel."""

    id = models.BigAutoField(primary_key=True)
    notice = models.ForeignKey(Notice, models.CASCADE, related_name="deliveries")
    channel = models.TextField("渠道")
    state = models.TextField("状态", default="waiting")
    attempts = models.IntegerField("次数", default=0)
    at = models.DateTimeField("时间", null=True)
    reference = models.TextField("对方编号", default="")
    last_error = models.TextField("最后错误", default="")

    class Meta:
        """Table, words; one row per channel."""

        db_table = "notice_delivery"
        verbose_name = "送达"
        constraints = (
            models.UniqueConstraint(fields=["notice", "channel"], name="notice_delivery_once"),
            models.CheckConstraint(
                condition=Q(state__in=["waiting", "sent", "failed", "unreachable"]),
                name="notice_delivery_state",
            ),
        )

"""A demand beside its case; who called, closed and apart; the body a demand is about; what it was answered with."""

import uuid

from django.db import models


class HotlineDemand(models.Model):
    """热线诉求: what lists and counts need besides the case. Nothing of the caller."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField("办件", unique=True)
    number_blind = models.TextField("查询号摘要", unique=True)
    type = models.TextField("诉求类型")
    category = models.TextField("分类")
    channel = models.TextField("渠道")
    line = models.TextField("专线")
    division = models.TextField("区划")
    is_anonymous = models.BooleanField("匿名")
    keep_secret = models.BooleanField("要求保密")
    is_urgent = models.BooleanField("紧急")
    is_spoken = models.BooleanField("用语音告知结果")
    at = models.DateTimeField("时间")

    class Meta:
        """Table and words."""

        db_table = "hotline_demand"
        verbose_name = "热线诉求"
        indexes = (models.Index("at", name="hotline_demand_at"),)


class HotlineCaller(models.Model):
    """来电人: name and phone, closed; the worker's alone. Nothing at all for who called without a name."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField("办件", unique=True)
    party_id = models.UUIDField("当事人", null=True)
    name = models.TextField("姓名（密文）", default="")
    phone = models.TextField("电话（密文）", default="")
    phone_blind = models.TextField("电话盲索引", default="", db_index=True)

    class Meta:
        """Table and words."""

        db_table = "hotline_caller"
        verbose_name = "来电人"


class HotlineBarred(models.Model):
    """回避: the body a matter is about; no unit of it ever takes part, none of its people finds it."""

    id = models.BigAutoField(primary_key=True)
    root_id = models.UUIDField("总办件")
    body_id = models.TextField("机构")

    class Meta:
        """Table and words; once for each body."""

        db_table = "hotline_barred"
        verbose_name = "回避"
        constraints = (models.UniqueConstraint("root_id", "body_id", name="hotline_barred_once"),)
        indexes = (models.Index("body_id", name="hotline_barred_body"),)


class HotlineAnswer(models.Model):
    """照口径答复: which script, in which version, a caller was answered with in the call."""

    id = models.BigAutoField(primary_key=True)
    case_id = models.UUIDField("办件", unique=True)
    article_id = models.UUIDField("口径")
    version_id = models.UUIDField("口径版本")
    at = models.DateTimeField("时间")

    class Meta:
        """Table and words; counted by script."""

        db_table = "hotline_answer"
        verbose_name = "照口径答复"
        indexes = (models.Index("article_id", "at", name="hotline_answer_article"),)

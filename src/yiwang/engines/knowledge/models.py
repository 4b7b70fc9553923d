"""Scripts and their versions. Nothing of a caller stands in either."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q

PROPOSED, APPROVED, REFUSED = "proposed", "approved", "refused"
"""States of a version: waits for another person; was agreed to, and holds on its days; was not."""


class Article(models.Model):
    """口径: a question that has an answer in approved words; who owns it, and for which place it holds."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    key = models.TextField("来历", unique=True)
    unit_id = models.TextField("负责单位")
    division_id = models.TextField("适用区划")
    is_demo = models.BooleanField("演示", default=False)
    withdrawn_at = models.DateTimeField("撤下时间", null=True)
    withdrawn_label = models.TextField("撤下岗位", default="")
    withdrawn_reason = models.TextField("撤下理由", default="")
    at = models.DateTimeField("建立时间")

    class Meta:
        """Table, words, and the lists of owners."""

        db_table = "knowledge_article"
        verbose_name = "口径"
        indexes: ClassVar[list[models.Index]] = [models.Index("unit_id", "at", name="knowledge_article_unit")]


class Version(models.Model):
    """口径版本: what a script said from one day to another; written by one person, agreed to by another."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    article = models.ForeignKey(Article, models.PROTECT, related_name="versions")
    number = models.IntegerField("版本")
    state = models.TextField(
        "状态", default=PROPOSED, choices=((PROPOSED, "待审核"), (APPROVED, "已同意"), (REFUSED, "未同意"))
    )
    question = models.TextField("问题")
    answer = models.TextField("答复")
    words = models.TextField("别的说法", default="")
    category = models.TextField("分类", default="")
    audience = models.TextField("给谁看", choices=(("seat", "只给工作人员"), ("public", "给所有人")))
    valid_from = models.DateField("生效日期")
    valid_until = models.DateField("失效日期", null=True)
    review_on = models.DateField("复核日期")
    source = models.TextField("依据")
    status = models.TextField("依据状态")
    text_version = models.TextField("核对文本", default="")
    checked_on = models.DateField("核对日期", null=True)
    proposed_by = models.UUIDField("起草账号", null=True)
    proposed_label = models.TextField("起草岗位")
    proposed_at = models.DateTimeField("起草时间")
    decided_by = models.UUIDField("审核账号", null=True)
    decided_label = models.TextField("审核岗位", default="")
    decided_at = models.DateTimeField("审核时间", null=True)
    reason = models.TextField("审核意见", default="")
    superseded_on = models.DateField("被替换日期", null=True)

    class Meta:
        """Table, words; one waits at a time; nobody agrees to what he wrote."""

        db_table = "knowledge_version"
        verbose_name = "口径版本"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("article", "number", name="knowledge_version_once"),
            models.UniqueConstraint("article", name="knowledge_version_waits", condition=Q(state=PROPOSED)),
            models.CheckConstraint(
                name="knowledge_version_two_people",
                condition=Q(decided_by=None) | Q(proposed_by=None) | ~Q(decided_by=models.F("proposed_by")),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("review_on", name="knowledge_version_due", condition=Q(state=APPROVED)),
        ]

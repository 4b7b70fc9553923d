"""What the hotline publishes and reports of a month: counted once, frozen, and who answers for it."""

import uuid

from django.db import models

PREPARED, RELEASED, WITHDRAWN = "prepared", "released", "withdrawn"
"""States of what is published: counted and waiting for a second person; for everybody; taken back."""


class HotlineRelease(models.Model):
    """公开数据: a month's counts as everybody reads them. What was counted never changes."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month = models.DateField("月份")
    state = models.TextField(
        "状态", default=PREPARED, choices=((PREPARED, "待发布"), (RELEASED, "已发布"), (WITHDRAWN, "已撤下"))
    )
    body = models.JSONField("内容")
    digest = models.TextField("摘要")
    prepared_by = models.UUIDField("编制人账号")
    prepared_label = models.TextField("编制岗位")
    prepared_at = models.DateTimeField("编制时间")
    released_by = models.UUIDField("发布人账号", null=True)
    released_label = models.TextField("发布岗位", default="")
    released_at = models.DateTimeField("发布时间", null=True)
    withdrawn_by = models.UUIDField("撤下人账号", null=True)
    withdrawn_label = models.TextField("撤下岗位", default="")
    withdrawn_at = models.DateTimeField("撤下时间", null=True)
    reason = models.TextField("撤下原因", default="")

    class Meta:
        """Table and words; one for everybody and one waiting in a month, never released by who prepared it."""

        db_table = "hotline_release"
        verbose_name = "公开数据"
        constraints = (
            models.UniqueConstraint(
                "month", "state", name="hotline_release_month", condition=~models.Q(state=WITHDRAWN)
            ),
            models.CheckConstraint(
                condition=models.Q(released_by__isnull=True) | ~models.Q(released_by=models.F("prepared_by")),
                name="hotline_release_two_people",
            ),
        )


class HotlineMonthly(models.Model):
    """热线月报: what was reported of a month, with its files. Made once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    month = models.DateField("月份", unique=True)
    body = models.JSONField("内容")
    digest = models.TextField("摘要")
    pdf_id = models.UUIDField("PDF 文件")
    xlsx_id = models.UUIDField("Excel 文件")
    docx_id = models.UUIDField("Word 文件")
    made_by = models.UUIDField("编制人账号")
    made_label = models.TextField("编制岗位")
    made_at = models.DateTimeField("编制时间")

    class Meta:
        """Table and words."""

        db_table = "hotline_monthly"
        verbose_name = "热线月报"


class HotlineSurge(models.Model):
    """突增: more demands of a category at a place than usual, told once for as long as it lasts."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    category = models.TextField("分类")
    division = models.TextField("区划")
    found_at = models.DateTimeField("发现时间")
    seen_at = models.DateTimeField("最近一次仍在突增的时间")
    ended_at = models.DateTimeField("结束时间", null=True)
    count = models.IntegerField("件数")
    usual = models.FloatField("平常件数")

    class Meta:
        """Table and words; one that lasts for a category at a place."""

        db_table = "hotline_surge"
        verbose_name = "突增"
        constraints = (
            models.UniqueConstraint(
                "category", "division", name="hotline_surge_lasting", condition=models.Q(ended_at=None)
            ),
        )

"""A submission: what was handed in, for good. The database refuses every change."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Submission(models.Model):
    """提交的申请. ``content`` holds every value with its source and ground, materials, commitments and signatures.

    Secret values are closed tokens inside ``content``. ``fields_typed`` and ``fields_blank`` are counted
    from what was
    entered; together they equal ``fields_asked``, which the compiler said.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.TextField("种类")
    target = models.TextField("对象")
    title = models.TextField("名称")
    release_id = models.BigIntegerField("所依版本")
    owner_id = models.UUIDField("申请人")
    parties = ArrayField(models.UUIDField(), verbose_name="当事人")
    account_id = models.UUIDField("账号", null=True)
    hat = models.TextField("身份")
    day = models.DateField("提交日")
    at = models.DateTimeField("提交时间")
    content = models.JSONField("内容")
    compiled_hash = models.TextField("编制结果摘要")
    fields_asked = models.IntegerField("要填的栏数")
    fields_typed = models.IntegerField("填写的栏数")
    fields_blank = models.IntegerField("留空的选填栏数")
    matter_id = models.UUIDField("办件")
    number = models.TextField("办件编号")

    class Meta:
        """Table and words."""

        db_table = "submission"
        verbose_name = "提交的申请"
        verbose_name_plural = "提交的申请"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner_id", "-at"], name="submission_owner"),
            models.Index(fields=["matter_id"], name="submission_matter"),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="submission_counts",
                condition=models.Q(fields_asked=models.F("fields_typed") + models.F("fields_blank")),
            ),
        ]

    def __str__(self) -> str:
        """Number and what it is for."""
        return f"{self.number} {self.title}"


class IssuedPaper(models.Model):
    """制成的文书: a paper made of a submission or an act on a case: a form, a notice."""

    key = models.TextField("幂等键", unique=True)
    submission_id = models.UUIDField("申请", null=True)
    case_id = models.UUIDField("办件", null=True)
    owner_id = models.UUIDField("申请人")
    unit_id = models.TextField("单位", default="")
    template = models.TextField("模板")
    title = models.TextField("名称")
    file_id = models.UUIDField("文件")
    at = models.DateTimeField("时间")

    class Meta:
        """Table, words, and how it is looked for."""

        db_table = "issued_paper"
        verbose_name = "制成的文书"
        verbose_name_plural = "制成的文书"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["submission_id"], name="issued_paper_submission"),
            models.Index(fields=["case_id"], name="issued_paper_case"),
        ]


class PassedResult(models.Model):
    """传递的结果: a case's result handed on to a case that waited for it, by the licence's id."""

    case_id = models.UUIDField("收到的办件")
    from_case_id = models.UUIDField("出结果的办件")
    unit_id = models.TextField("收到的单位")
    licence_id = models.UUIDField("证照")
    name = models.TextField("名称")
    at = models.DateTimeField("时间")

    class Meta:
        """Table, words; a licence once per case."""

        db_table = "passed_result"
        verbose_name = "传递的结果"
        verbose_name_plural = "传递的结果"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("case_id", "licence_id", name="passed_result_once"),
        ]

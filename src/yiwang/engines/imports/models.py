"""What was imported when, from which source, by whom; what was left out; and which case came from where."""

from typing import ClassVar

from django.db import models

from yiwang.kernel.ids import uuid7


class ImportRun(models.Model):
    """一次迁入: kept for auditors; the audit log has the digests of its report and of its list of rejects."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    mapping = models.TextField("映射")
    title = models.TextField("名称")
    system = models.TextField("原系统")
    source = models.TextField("来源")
    digest = models.TextField("来源摘要")
    account_id = models.UUIDField("经办人")
    hat_label = models.TextField("经办岗位")
    started_at = models.DateTimeField("开始")
    finished_at = models.DateTimeField("完成", null=True)
    report = models.JSONField("核对表", default=dict)
    report_digest = models.TextField("核对表摘要", default="")

    class Meta:
        """Table and words. A source that was begun and not finished goes on in the same run."""

        db_table = "import_run"
        verbose_name = "数据迁入"
        verbose_name_plural = "数据迁入"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=("mapping", "digest"), name="import_run_one_open", condition=models.Q(finished_at=None)
            ),
        ]


class ImportReject(models.Model):
    """没有迁入的行: one thing that is wrong with it. ``warning``: the row came in all the same."""

    id = models.BigAutoField(primary_key=True)
    run = models.ForeignKey(ImportRun, models.CASCADE, related_name="rejects", verbose_name="哪一次迁入")
    line = models.IntegerField("行")
    number = models.TextField("原编号")
    column = models.TextField("列")
    value = models.TextField("内容")
    reason = models.TextField("原因")
    warning = models.BooleanField("只是提醒", default=False)

    class Meta:
        """Table and words."""

        db_table = "import_reject"
        verbose_name = "没有迁入的行"
        verbose_name_plural = "没有迁入的行"
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=("run", "id"), name="import_reject_run")]


class ImportedCase(models.Model):
    """迁入的办件: the other system's number of a case of ours."""

    case_id = models.UUIDField("办件", primary_key=True)
    run_id = models.UUIDField("哪一次迁入")
    mapping = models.TextField("映射")
    system = models.TextField("原系统")
    number = models.TextField("原编号")
    case_number = models.TextField("办件编号")

    class Meta:
        """Table and words; the number is unique within its system, and looked up without it."""

        db_table = "imported_case"
        verbose_name = "迁入的办件"
        verbose_name_plural = "迁入的办件"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=("number", "system"), name="imported_case_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=("run_id",), name="imported_case_run")]

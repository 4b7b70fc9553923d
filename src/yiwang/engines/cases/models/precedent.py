"""Rulings on which unit such cases belong to."""

from typing import ClassVar

from django.db import models


class Precedent(models.Model):
    """归属先例: what an arbiter ruled on a case, and why; routing of the next ones reads the latest that stands."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField("办件")
    root_id = models.UUIDField("总办件")
    seq = models.IntegerField("序号")
    type = models.TextField("办件类型")
    subject = models.TextField("事项")
    category = models.TextField("类别", db_default="")
    division_id = models.TextField("区划", db_default="")
    unit_id = models.TextField("承办单位")
    reasoning = models.TextField("理由")
    decided_at = models.DateTimeField("裁定时间")
    account = models.UUIDField("账号", null=True)
    hat_label = models.TextField("裁定人")
    withdrawn_at = models.DateTimeField("撤销时间", null=True)
    withdrawn_by = models.UUIDField("撤销账号", null=True)
    withdrawn_hat = models.TextField("撤销的岗位", db_default="")
    withdrawn_reason = models.TextField("撤销理由", db_default="")
    replaced_by = models.UUIDField("代替它的先例", null=True)

    class Meta:
        """Table, words, and the index routing goes by: subject, latest first."""

        db_table = "precedent"
        verbose_name = "归属先例"
        verbose_name_plural = "归属先例"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("root_id", "seq", name="precedent_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("type", "subject", models.F("decided_at").desc(), name="precedent_subject"),
        ]

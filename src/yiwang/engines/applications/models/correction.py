"""An objection to something government holds: the applicant's own value goes along with the application."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class DataCorrection(models.Model):
    """数据校核: a party says that a held value is wrong; the unit that holds it is to check. Values may be tokens."""

    id = models.UUIDField(primary_key=True)
    draft_id = models.UUIDField("草稿")
    owner_id = models.UUIDField("申请人")
    party_id = models.UUIDField("当事人")
    element = models.TextField("数据元")
    source_kind = models.TextField("来源种类")
    source_id = models.TextField("来源")
    unit = models.TextField("持有单位")
    held = models.JSONField("所持的值")
    own = models.JSONField("申请人的值", null=True)
    reason = models.TextField("说明")
    state = models.TextField("状态", default="open", choices=[("open", "待核"), ("withdrawn", "已撤回")])
    at = models.DateTimeField("提出时间")

    class Meta:
        """Table, words; one open objection per held value and draft."""

        db_table = "data_correction"
        verbose_name = "数据校核"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                "draft_id",
                "party_id",
                "element",
                name="data_correction_once",
                condition=models.Q(state="open"),
            ),
        ]

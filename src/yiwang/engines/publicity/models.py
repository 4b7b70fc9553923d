"""Published decisions, objections to them, and what became of both."""

import uuid
from typing import ClassVar

from django.db import models


class Publication(models.Model):
    """公示: one decision as the public reads it: lines, until a day. Whose it is, only the case knows."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField("办件")
    rule = models.TextField("公示规则")
    item = models.TextField("事项")
    title = models.TextField("标题")
    unit_id = models.TextField("决定单位")
    lines = models.JSONField("公示内容")
    decided_on = models.DateField("决定日期")
    published_at = models.DateTimeField("公示时间")
    until = models.DateField("公示至")
    state = models.TextField("状态", default="shown")
    is_demo = models.BooleanField("演示", default=False)

    class Meta:
        """Table, words; a case once per rule; lists by day and by unit."""

        db_table = "publication"
        verbose_name = "公示"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["case_id", "rule"], name="publication_once"),
            models.CheckConstraint(
                condition=models.Q(state__in=["shown", "withdrawn"]), name="publication_state"
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("until", "id", name="publication_shown", condition=models.Q(state="shown")),
            models.Index("unit_id", "published_at", name="publication_unit"),
        ]

    def __str__(self) -> str:
        """What it is of."""
        return self.title


class PublicationChange(models.Model):
    """公示变更: what was corrected or withdrawn, why, by which post; what stood there before, for staff only."""

    id = models.BigAutoField(primary_key=True)
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="changes")
    act = models.TextField("做了什么")
    reason = models.TextField("理由")
    before = models.JSONField("原来的内容")
    hat = models.TextField("以何身份")
    at = models.DateTimeField("时间")

    class Meta:
        """Table and words."""

        db_table = "publication_change"
        verbose_name = "公示变更"
        ordering = ("-id",)


class PublicationObjection(models.Model):
    """公示异议: what a party says against its own decision's publication, and how it was answered."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    publication = models.ForeignKey(Publication, models.CASCADE, related_name="objections")
    party_id = models.UUIDField("异议人")
    words = models.TextField("异议")
    at = models.DateTimeField("时间")
    answer = models.TextField("答复", default="")
    answered_at = models.DateTimeField("答复时间", null=True)

    class Meta:
        """Table, words; one open objection at a time."""

        db_table = "publication_objection"
        verbose_name = "公示异议"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["publication"],
                condition=models.Q(answered_at=None),
                name="publication_objection_open",
            ),
        ]

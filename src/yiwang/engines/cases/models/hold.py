"""A legal hold: what must not be archived yet, by whom and why."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q


class CaseHold(models.Model):
    """停止归档: a post holds a matter back, for a reason; it ends by being lifted, for a reason."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField("办件")
    root_id = models.UUIDField("总办件")
    reason = models.TextField("理由")
    placed_at = models.DateTimeField("自")
    placed_by = models.UUIDField("账号", null=True)
    placed_hat = models.TextField("岗位")
    lifted_at = models.DateTimeField("解除于", null=True)
    lifted_by = models.UUIDField("解除人", null=True)
    lifted_hat = models.TextField("解除的岗位", db_default="")
    lifted_reason = models.TextField("解除理由", db_default="")

    class Meta:
        """Table and words."""

        db_table = "case_hold"
        verbose_name = "停止归档"
        verbose_name_plural = "停止归档"
        indexes: ClassVar[list[models.Index]] = [
            models.Index("root_id", name="case_hold_open", condition=Q(lifted_at=None)),
            models.Index("case_id", name="case_hold_case"),
        ]

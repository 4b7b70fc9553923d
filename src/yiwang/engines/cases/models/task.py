"""What a unit has to do now."""

from typing import ClassVar

from django.db import models
from django.db.models import Q
from django.db.models.expressions import RawSQL
from django.db.models.functions import Coalesce

NEVER = RawSQL("'infinity'::timestamptz", ())
"""Tasks without a due date come last."""


class Task(models.Model):
    """待办: one step of a case for one unit. ``due_at``, ``warn_at`` and ``paused`` follow from its clock."""

    id = models.UUIDField(primary_key=True)
    case_id = models.UUIDField("办件")
    root_id = models.UUIDField("总办件")
    step = models.TextField("环节")
    unit_id = models.TextField("单位")
    post_id = models.TextField("岗位", null=True)
    account_id = models.UUIDField("经办人", null=True)
    may = models.TextField("所需权限", db_default="")
    state = models.TextField("状态", db_default="open")
    opened_at = models.DateTimeField("开始时间")
    due_at = models.DateTimeField("到期时间", null=True)
    warn_at = models.DateTimeField("预警时间", null=True)
    paused = models.BooleanField("暂停计时", db_default=False)
    closed_at = models.DateTimeField("完成时间", null=True)

    class Meta:
        """Table, words, and the indexes of everybody's task list: unit by due date, and the city's."""

        db_table = "task"
        verbose_name = "待办"
        verbose_name_plural = "待办"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                "unit_id", Coalesce("due_at", NEVER), "id", name="task_list", condition=Q(state="open")
            ),
            models.Index(Coalesce("due_at", NEVER), "id", name="task_list_city", condition=Q(state="open")),
            models.Index("case_id", name="task_case"),
            models.Index(
                "account_id",
                Coalesce("due_at", NEVER),
                "id",
                name="task_account",
                condition=Q(state="open", account_id__isnull=False),
            ),
            models.Index(
                "post_id",
                Coalesce("due_at", NEVER),
                "id",
                name="task_post",
                condition=Q(state="open", post_id__isnull=False),
            ),
            models.Index(
                "unit_id",
                Coalesce("due_at", NEVER),
                "id",
                name="task_free",
                condition=Q(state="open", account_id=None, post_id=None),
            ),
        ]

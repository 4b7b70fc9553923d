"""One task that is done in another system, with both numbers."""

from typing import ClassVar

from django.db import models
from django.db.models import Q

from yiwang.engines.externals.domain.states import MOVES, OPEN, WORDS
from yiwang.kernel.ids import uuid7

MOVED = (
    "state", "their_number", "word", "note", "trouble", "sent_at", "received_at", "answered_at", "patience_at", "tries",
    "changed_at",
)  # fmt: skip
"""The columns that change after a step was opened; those at work may write no others."""


class ExternalStep(models.Model):
    """外部环节: our number, theirs, how far it is. ``word`` and ``note`` are what the other side answered.

    ``patience_at`` is how long it may be silent: about an answer, or about being asked to stop.
    """

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.TextField("本站编号", unique=True)
    their_number = models.TextField("对方编号", default="")
    system = models.TextField("外部系统")
    way = models.TextField("方式")
    task_id = models.UUIDField("待办", unique=True)
    case_id = models.UUIDField("办件")
    case_number = models.TextField("办件编号")
    title = models.TextField("事由")
    unit_id = models.TextField("单位")
    state = models.TextField("状态", default="waiting")
    word = models.TextField("结果", default="")
    note = models.TextField("说明", default="")
    trouble = models.TextField("要人处理的事", default="")
    opened_at = models.DateTimeField("转出时间")
    sent_at = models.DateTimeField("送出时间", null=True)
    received_at = models.DateTimeField("对方收到时间", null=True)
    answered_at = models.DateTimeField("答复时间", null=True)
    patience_at = models.DateTimeField("等到什么时候", null=True)
    tries = models.PositiveIntegerField("送出次数", default=0)
    changed_at = models.DateTimeField("变化时间")

    class Meta:
        """Table, words, and what the database itself holds."""

        db_table = "external_step"
        verbose_name = "外部环节"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["case_id"], name="external_step_case"),
            models.Index(fields=["unit_id", "-id"], name="external_step_unit"),
            models.Index(
                fields=["system", "id"], name="external_step_open", condition=Q(state__in=sorted(OPEN))
            ),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(name="external_step_state", condition=Q(state__in=sorted(MOVES))),
            models.CheckConstraint(name="external_step_way", condition=Q(way__in=("api", "card", "file"))),
            models.CheckConstraint(
                name="external_step_answer", condition=~Q(state="answered") | Q(answered_at__isnull=False)
            ),
        ]

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return WORDS[self.state]

    @property
    def is_open(self) -> bool:
        """Whether an answer is still waited for."""
        return self.state in OPEN

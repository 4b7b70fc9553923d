"""One hand-over with the results in it."""

from __future__ import annotations

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from yiwang.engines.handovers.domain.states import MOVES, PACES, WAYS, WORDS
from yiwang.kernel.ids import uuid7


class Handover(models.Model):
    """送达: results on their way to one party. ``code`` is closed; ``units`` are those whose results are in it."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.TextField("送达编号", unique=True)
    root_id = models.UUIDField("总办件")
    party_id = models.UUIDField("受送达人")
    unit_id = models.TextField("发出单位")
    units = ArrayField(models.TextField(), verbose_name="有关单位")
    way = models.TextField("方式")
    pace = models.TextField("一起还是分开")
    state = models.TextField("状态", default="prepared")
    recipient = models.TextField("收件人")
    address = models.TextField("地址", default="")
    place = models.TextField("寄件柜", default="")
    carrier = models.TextField("承运人", default="")
    carrier_number = models.TextField("承运单号", default="")
    code = models.TextField("取件码（密文）", default="")
    code_tries = models.IntegerField("输错次数", default=0)
    attempt = models.IntegerField("第几次", default=1)
    proof = models.JSONField("收到凭据", default=dict)
    trouble = models.TextField("没有送到的原因", default="")
    made_at = models.DateTimeField("备好时间")
    changed_at = models.DateTimeField("变化时间")
    told_at = models.DateTimeField("已告知可领", null=True)
    sent_at = models.DateTimeField("交运时间", null=True)
    done_at = models.DateTimeField("送达时间", null=True)
    is_demo = models.BooleanField("演示", default=False)

    class Meta:
        """Table, words; a matter gathers in one hand-over at a time; delivered has a time and a proof."""

        db_table = "handover"
        verbose_name = "送达"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["root_id"], name="handover_root"),
            models.Index(fields=["unit_id", "-id"], name="handover_unit"),
            models.Index(fields=["state"], name="handover_open", condition=~Q(state="delivered")),
        ]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                fields=["root_id"], name="handover_gathers", condition=Q(pace="together", state="prepared")
            ),
            models.CheckConstraint(name="handover_state", condition=Q(state__in=sorted(MOVES))),
            models.CheckConstraint(
                name="handover_done",
                condition=Q(done_at__isnull=False, state="delivered") | ~Q(state="delivered"),
            ),
        ]

    @property
    def state_word(self) -> str:
        """The state as people read it."""
        return WORDS[self.state]

    @property
    def way_word(self) -> str:
        """The way as people read it."""
        return WAYS[self.way]

    @property
    def pace_word(self) -> str:
        """Together or as ready, as people read it."""
        return PACES[self.pace]


class HandoverItem(models.Model):
    """送达的结果: one case's result, in one hand-over."""

    id = models.BigAutoField(primary_key=True)
    handover = models.ForeignKey(Handover, on_delete=models.PROTECT, related_name="items")
    case_id = models.UUIDField("办件", unique=True)
    case_number = models.TextField("办件编号")
    title = models.TextField("事项")
    result = models.TextField("结果")

    class Meta:
        """Table and words."""

        db_table = "handover_item"
        verbose_name = "送达的结果"
        ordering = ("id",)

"""The sound of a call or of a message: an encrypted file that only its own capability opens, until its time is over."""

from __future__ import annotations

from typing import ClassVar, Final

from django.db import models
from django.db.models import Q

from yiwang.kernel.ids import uuid7

from .call import Call
from .task import MESSAGE

RECORDING = "recording"
WAITING, KEPT, REFUSED, ERASED = "waiting", "kept", "refused", "erased"
STATES: Final = (
    (WAITING, "等交换机给"),
    (KEPT, "已保存"),
    (REFUSED, "不能保存"),
    (ERASED, "已销毁"),
)


class CallRecording(models.Model):
    """录音."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    call = models.ForeignKey(Call, models.PROTECT, related_name="recordings")
    told_call_id = models.UUIDField("交换机说的通话")
    centre = models.TextField("呼叫中心")
    kind = models.TextField("种类", choices=((RECORDING, "通话录音"), (MESSAGE, "留言")))
    reference = models.TextField("交换机的录音编号")
    seconds = models.PositiveIntegerField("长度（秒）", default=0)
    at = models.DateTimeField("录音时间")
    state = models.TextField("状态", default=WAITING, choices=STATES)
    file_id = models.UUIDField("文件", null=True)
    mime = models.TextField("类型", default="")
    until = models.DateTimeField("保存到")
    trouble = models.TextField("没有取到的原因", default="")
    next_at = models.DateTimeField("下次去取")
    tries = models.PositiveIntegerField("取过几次", default=0)
    joined_label = models.TextField("谁确认是这个通话的", default="")
    joined_at = models.DateTimeField("确认时间", null=True)
    erased_at = models.DateTimeField("销毁时间", null=True)

    class Meta:
        """Table and words; once for a reference; what waits and what is over is asked for."""

        db_table = "call_recording"
        verbose_name = "录音"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["centre", "reference"], name="call_recording_once"),
            models.CheckConstraint(
                condition=Q(state=KEPT, file_id__isnull=False) | ~Q(state=KEPT) & Q(file_id=None),
                name="call_recording_kept",
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index("next_at", name="call_recording_waiting", condition=Q(state=WAITING)),
            models.Index("until", name="call_recording_until", condition=Q(state=KEPT)),
        ]

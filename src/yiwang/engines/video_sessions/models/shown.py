"""What a clerk saw and noted, and which papers he asked to be photographed."""

from typing import ClassVar

from django.db import models

from ..domain.states import NOTES
from .session import VideoSession


class VideoNote(models.Model):
    """视频核对记录: written during a session, never changed."""

    id = models.BigAutoField(primary_key=True)
    session = models.ForeignKey(VideoSession, models.PROTECT, related_name="notes", verbose_name="视频办")
    kind = models.TextField("种类", choices=list(NOTES.items()))
    text = models.TextField("内容")
    account_id = models.UUIDField("记录人")
    at = models.DateTimeField("时间")

    class Meta:
        """Table and words."""

        db_table = "video_note"
        verbose_name = "视频核对记录"
        ordering: ClassVar[list[str]] = ["id"]


class VideoPaper(models.Model):
    """视频中请申请人补拍的材料: a material of the draft, by its key there; the file is the draft's own."""

    id = models.BigAutoField(primary_key=True)
    session = models.ForeignKey(VideoSession, models.PROTECT, related_name="papers", verbose_name="视频办")
    key = models.TextField("材料")
    label = models.TextField("名称")
    asked_at = models.DateTimeField("请补拍的时间")

    class Meta:
        """Table, words; a paper is asked for once per session."""

        db_table = "video_paper"
        verbose_name = "请补拍的材料"
        ordering: ClassVar[list[str]] = ["id"]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["session", "key"], name="video_paper_once"),
        ]

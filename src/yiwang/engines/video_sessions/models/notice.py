"""What the provider said, once per notice, and what came of it."""

from typing import ClassVar

from django.db import models


class VideoNotice(models.Model):
    """视频平台通知: kept for good; the body itself as its digest only."""

    id = models.BigAutoField(primary_key=True)
    provider = models.TextField("视频平台")
    notice_id = models.TextField("通知编号")
    kind = models.TextField("种类")
    number = models.TextField("视频办编号")
    happened_at = models.DateTimeField("发生时间")
    received_at = models.DateTimeField("收到时间")
    digest = models.TextField("内容摘要")
    verdict = models.TextField("结论", default="")

    class Meta:
        """Table, words; a notice is taken once."""

        db_table = "video_notice"
        verbose_name = "视频平台通知"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["provider", "notice_id"], name="video_notice_once"),
        ]

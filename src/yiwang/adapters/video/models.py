"""The stand-in's own book: rooms, who came and went, links that are good once. It knows nobody's name."""

from typing import ClassVar

from django.db import models


class DemoRoom(models.Model):
    """演示视频室."""

    number = models.TextField("会话编号", primary_key=True)
    provider_number = models.TextField("平台编号", unique=True)
    until = models.DateTimeField("自动结束")
    record = models.BooleanField("录像")
    ended_at = models.DateTimeField("结束时间", null=True)
    recording = models.TextField("录像编号", default="")

    class Meta:
        """Table and words."""

        db_table = "demo_video_room"
        verbose_name = "演示视频室"


class DemoHappening(models.Model):
    """演示视频室的经过: each is one notice, however often it is sent."""

    id = models.BigAutoField(primary_key=True)
    room = models.ForeignKey(DemoRoom, models.PROTECT, related_name="happenings", verbose_name="视频室")
    kind = models.TextField("种类")
    side = models.TextField("哪一方", default="")
    at = models.DateTimeField("时间")

    class Meta:
        """Table and words."""

        db_table = "demo_video_happening"
        verbose_name = "演示视频室经过"
        ordering: ClassVar[list[str]] = ["id"]


class DemoLink(models.Model):
    """演示视频室的一次性链接: kept as the hash of what stands in the link."""

    digest = models.TextField("链接摘要", primary_key=True)
    room = models.ForeignKey(DemoRoom, models.PROTECT, related_name="+", verbose_name="视频室")
    side = models.TextField("哪一方")
    back = models.TextField("返回地址")
    until = models.DateTimeField("有效期至")
    used_at = models.DateTimeField("使用时间", null=True)

    class Meta:
        """Table and words."""

        db_table = "demo_video_link"
        verbose_name = "演示视频室链接"

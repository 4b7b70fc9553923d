"""What comes with a demand told on a page: pictures and voices that wait to be checked, knocks that hold off floods."""

import uuid

from django.db import models

WAITING, SHOWN, WITHHELD = "waiting", "shown", "withheld"
"""States of a picture or voice: not yet checked; units may have it; it tells who called and stays with the hotline."""

STATES = ((WAITING, "待核对"), (SHOWN, "可以给承办单位"), (WITHHELD, "不给"))


class HotlinePhoto(models.Model):
    """诉求照片: the file of a demand, and whether units may see it."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField("办件", unique=True)
    file_id = models.UUIDField("文件")
    state = models.TextField("状态", default=WAITING, choices=STATES)
    by_label = models.TextField("核对岗位", default="")
    checked_at = models.DateTimeField("核对时间", null=True)
    at = models.DateTimeField("收到时间")

    class Meta:
        """Table and words; those that wait are listed often."""

        db_table = "hotline_photo"
        verbose_name = "诉求照片"
        indexes = (models.Index("at", condition=models.Q(state=WAITING), name="hotline_photo_waiting"),)


class HotlineVoice(models.Model):
    """诉求语音: what somebody said, whether units may hear it, and the same in words for who works without hearing."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField("办件")
    file_id = models.UUIDField("文件", unique=True)
    mime = models.TextField("类型")
    state = models.TextField("状态", default=WAITING, choices=STATES)
    summary = models.TextField("文字", default="")
    by_label = models.TextField("核对岗位", default="")
    checked_at = models.DateTimeField("核对时间", null=True)
    at = models.DateTimeField("收到时间")

    class Meta:
        """Table and words; those that wait are listed often, those of a case whenever it moves."""

        db_table = "hotline_voice"
        verbose_name = "诉求语音"
        indexes = (
            models.Index("case_id", name="hotline_voice_case"),
            models.Index("at", condition=models.Q(state=WAITING), name="hotline_voice_waiting"),
        )


class HotlineKnock(models.Model):
    """来访: that a network address sent a demand; a digest without a way to the demand, gone after a day."""

    id = models.BigAutoField(primary_key=True)
    address = models.TextField("地址摘要")
    at = models.DateTimeField("时间")

    class Meta:
        """Table and words."""

        db_table = "hotline_knock"
        verbose_name = "来访"
        indexes = (models.Index("address", "at", name="hotline_knock_address"),)

"""People who are not told anything any more."""

from django.db import models


class NoticeSilence(models.Model):
    """不再联系: a party to whom no notice goes, of whatever matter, e.g. somebody who has died."""

    party_id = models.UUIDField("当事人", primary_key=True)
    ground = models.TextField("依据")
    at = models.DateTimeField("时间")

    class Meta:
        """Table and words."""

        db_table = "notice_silence"
        verbose_name = "不再联系"

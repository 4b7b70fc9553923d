"""The box of the stand-in."""

from django.db import models


class SmsMessage(models.Model):
    """演示短信: what a phone would have got."""

    id = models.BigAutoField(primary_key=True)
    key = models.TextField("幂等键", unique=True)
    phone = models.TextField("手机号码（密文）")
    masked = models.TextField("手机号码（遮盖）")
    text = models.TextField("内容")
    at = models.DateTimeField("时间", auto_now_add=True)

    class Meta:
        """Table and words."""

        db_table = "sms_message"
        verbose_name = "演示短信"
        ordering = ("-id",)

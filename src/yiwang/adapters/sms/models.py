"""The box of the stand-in, and which replies came in, from whatever gateway."""

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


class SmsReplied(models.Model):
    """短信回复: a reply that came in, once; the phone is masked, as nobody needs it here again."""

    id = models.BigAutoField(primary_key=True)
    key = models.TextField("网关的编号", unique=True)
    masked = models.TextField("手机号码（遮盖）")
    text = models.TextField("内容")
    verdict = models.TextField("怎样处理", default="")
    at = models.DateTimeField("时间")

    class Meta:
        """Table and words."""

        db_table = "sms_replied"
        verbose_name = "短信回复"
        ordering = ("-id",)

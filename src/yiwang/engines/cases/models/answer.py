"""What a program was answered to an act, so that it may ask again under the same key when the answer was lost."""

from django.db import models


class ActAnswer(models.Model):
    """接口答复: one row per account, hat and key; kept as long as the pack says. No words of a case are in it."""

    pk = models.CompositePrimaryKey("account_id", "hat", "key")
    account_id = models.UUIDField("账号")
    hat = models.TextField("身份")
    key = models.TextField("幂等键")
    digest = models.TextField("请求摘要")
    answer = models.JSONField("答复")
    at = models.DateTimeField("时间")

    class Meta:
        """Table, words, and how old ones are found."""

        db_table = "case_act_answer"
        verbose_name = "接口答复"
        verbose_name_plural = "接口答复"
        indexes = (models.Index("at", name="case_act_answer_at"),)

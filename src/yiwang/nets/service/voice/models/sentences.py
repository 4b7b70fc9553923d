"""A sentence that caused supplements, and the release that was to end it."""

import uuid

from django.db import models


class SentenceFix(models.Model):
    """补正原因整改: which sentence, which release of the definitions, who said so; its effect is measured, not kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    subject = models.TextField("事项")
    title = models.TextField("事项名称")
    about = models.TextField("材料或栏目", default="")
    wording = models.TextField("补正内容")
    release_id = models.BigIntegerField("定义发布")
    note = models.TextField("改了什么")
    hat = models.TextField("登记人")
    at = models.DateTimeField("时间")

    class Meta:
        """Table, words; a sentence once per release."""

        db_table = "sentence_fix"
        verbose_name = "补正原因整改"
        constraints = (
            models.UniqueConstraint("subject", "about", "wording", "release_id", name="sentence_fix_once"),
        )

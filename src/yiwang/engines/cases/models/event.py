"""The sealed log of cases: one row per act, one chain per matter, bodies apart."""

from django.db import models


class Event(models.Model):
    """办件记录: every column but ``prev`` and ``hash`` is under the hash. Appended only (see ``audit``)."""

    pk = models.CompositePrimaryKey("root_id", "seq")
    root_id = models.UUIDField()
    seq = models.IntegerField("序号")
    case_id = models.UUIDField("办件")
    at = models.DateTimeField("时间")
    account = models.UUIDField("账号", null=True)
    hat = models.TextField("身份")
    act = models.TextField("动作")
    from_state = models.TextField("原状态", db_column="from")
    to_state = models.TextField("新状态", db_column="to")
    public = models.TextField("公开内容")
    algo = models.TextField("算法")
    body_hash = models.BinaryField("正文摘要")
    prev = models.BinaryField("前一摘要")
    hash = models.BinaryField("摘要")

    class Meta:
        """Table and words."""

        db_table = "event"
        verbose_name = "办件记录"
        verbose_name_plural = "办件记录"


class EventBody(models.Model):
    """办件记录正文: apart, so that it can be erased by lawful order."""

    pk = models.CompositePrimaryKey("root_id", "seq")
    root_id = models.UUIDField()
    seq = models.IntegerField()
    salt = models.BinaryField()
    body = models.JSONField()

    class Meta:
        """Table and words."""

        db_table = "event_body"
        verbose_name = "办件记录正文"

"""Audit's own log: one chain per subject; bodies lie apart so that they can be erased by lawful order.

Rows are written by the database functions ``audit_head_lock`` and ``audit_append`` only; no role has rights
on the tables.
"""

from django.db import models


class AuditHead(models.Model):
    """链头: the last number and hash of a subject's chain; locking it orders the writers of one subject."""

    subject = models.TextField(primary_key=True)
    seq = models.IntegerField()
    hash = models.BinaryField()

    class Meta:
        """Table and words."""

        db_table = "audit_head"
        verbose_name = "审计链头"


class AuditEvent(models.Model):
    """审计记录: one act outside cases. Every column but ``hash`` and ``prev`` is in the hash."""

    pk = models.CompositePrimaryKey("subject", "seq")
    subject = models.TextField("对象")
    seq = models.IntegerField("序号")
    at = models.DateTimeField("时间")
    account = models.UUIDField("账号", null=True)
    hat = models.TextField("身份")
    hat_label = models.TextField("身份名称")
    act = models.TextField("行为")
    public = models.JSONField("可公开内容", null=True)
    algo = models.TextField("算法")
    body_hash = models.BinaryField("正文摘要")
    prev = models.BinaryField("前一摘要")
    hash = models.BinaryField("摘要")

    class Meta:
        """Table, words and the indexes that searches use."""

        db_table = "audit_event"
        verbose_name = "审计记录"
        indexes = (
            models.Index(fields=["at"], name="audit_event_at"),
            models.Index(fields=["account", "at"], name="audit_event_account"),
            models.Index(fields=["act", "at"], name="audit_event_act"),
            models.Index(fields=["hat"], name="audit_event_hat"),
        )


class AuditBody(models.Model):
    """审计正文: what was done, under a salt."""

    pk = models.CompositePrimaryKey("subject", "seq")
    subject = models.TextField()
    seq = models.IntegerField()
    salt = models.BinaryField()
    body = models.JSONField()

    class Meta:
        """Table and words."""

        db_table = "audit_body"
        verbose_name = "审计正文"

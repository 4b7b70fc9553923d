"""The queue, and the workers that empty it."""

from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models.functions import Now


class OutboxMessage(models.Model):
    """待发消息: written with the act that causes it, delivered to its topic's subscribers at least once.

    Other apps' raw SQL may insert ``topic, key, body`` and, if it is not due at once, ``not_before``.
    """

    id = models.BigAutoField(primary_key=True)
    topic = models.TextField("主题")
    key = models.TextField("幂等键", unique=True)
    body = models.JSONField("内容", db_default={})
    not_before = models.DateTimeField("不早于", db_default=Now())
    attempts = models.IntegerField("尝试次数", db_default=0)
    delivered = ArrayField(models.TextField(), verbose_name="已送达", db_default=[])
    last_error = models.TextField("最近错误", db_default="")
    made_at = models.DateTimeField("写入时间", db_default=Now())
    done_at = models.DateTimeField("完成时间", null=True)

    class Meta:
        """Table, words, and the index that the worker claims by."""

        db_table = "outbox"
        verbose_name = "待发消息"
        verbose_name_plural = "待发消息"
        indexes: ClassVar[list[models.Index]] = [
            models.Index("not_before", "id", name="outbox_waiting", condition=models.Q(done_at=None)),
        ]

    def __str__(self) -> str:
        """Topic and key."""
        return f"{self.topic} {self.key}"


class WorkerJob(models.Model):
    """后台作业: one run of a job of the night or the hour: when it began, when and how it ended."""

    id = models.BigAutoField(primary_key=True)
    name = models.TextField("作业")
    started_at = models.DateTimeField("开始", db_default=Now())
    ended_at = models.DateTimeField("结束", null=True)
    outcome = models.TextField("结果", db_default="")

    class Meta:
        """Table, words, and how the last run of each is found."""

        db_table = "worker_job"
        verbose_name = "后台作业"
        verbose_name_plural = "后台作业"
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["name", "-id"], name="worker_job_last")]

    def __str__(self) -> str:
        """Name and time."""
        return f"{self.name} {self.started_at}"


class WorkerHeartbeat(models.Model):
    """后台进程: one row per worker process, with the last time it said that it lives."""

    name = models.TextField("进程", primary_key=True)
    at = models.DateTimeField("最近一次")

    class Meta:
        """Table and words."""

        db_table = "worker_heartbeat"
        verbose_name = "后台进程"
        verbose_name_plural = "后台进程"

    def __str__(self) -> str:
        """Name and time."""
        return f"{self.name} {self.at}"

"""The credential of a program that acts under one hat of an account."""

from __future__ import annotations

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models

from .account import Account


class ApiClient(models.Model):
    """接口客户端: a program acts as an account under one hat, for some scopes, until a day. Its token is not kept."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    label = models.CharField("用途", max_length=200)
    account = models.ForeignKey(Account, models.PROTECT, related_name="+", verbose_name="账号")
    hat = models.CharField("身份", max_length=200)
    scopes = ArrayField(models.CharField(max_length=100), verbose_name="范围")
    digest = models.BinaryField("令牌摘要", unique=True)
    created_at = models.DateTimeField("签发时间")
    expires_at = models.DateTimeField("有效期至")
    revoked_at = models.DateTimeField("吊销时间", null=True)

    class Meta:
        """Table and words."""

        db_table = "api_client"
        verbose_name = "接口客户端"
        verbose_name_plural = "接口客户端"

"""An invitation: the one way into a new account, taken up once, by a day."""

from __future__ import annotations

import uuid

from django.db import models

from .account import Account


class Invitation(models.Model):
    """账号邀请. The link is the signed id; nothing that opens the account lies in the table."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    account = models.ForeignKey(Account, models.PROTECT, related_name="invitations", verbose_name="账号")
    made_at = models.DateTimeField("发出时间")
    expires_at = models.DateTimeField("有效期至")
    used_at = models.DateTimeField("接受时间", null=True)

    class Meta:
        """Table and words."""

        db_table = "account_invitation"
        verbose_name = "账号邀请"
        verbose_name_plural = "账号邀请"
        ordering = ("-made_at",)

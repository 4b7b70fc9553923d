"""What may be rated, and the single-use tokens by which it may be rated without signing in."""

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models


class Invitation(models.Model):
    """评价邀请: a case or a service event that may be rated once, with who was at work on it. The worker's alone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    event_key = models.TextField("服务", unique=True)
    case_id = models.UUIDField("办件", null=True)
    number = models.TextField("办件编号", default="")
    party_id = models.UUIDField("被邀请人", null=True)
    unit_id = models.TextField("被评单位")
    division_id = models.TextField("区划", default="")
    item = models.TextField("事项")
    title = models.TextField("名称")
    accounts = ArrayField(models.UUIDField(), verbose_name="经办人", default=list)
    reply_code = models.TextField("短信回复编号", default="")
    asked_at = models.DateTimeField("发出请求的时间", null=True)
    expires_at = models.DateTimeField("截止时间")
    is_rated = models.BooleanField("已评价", default=False)

    class Meta:
        """Table, words, and how a phone's or a party's open invitations are found."""

        db_table = "rating_invitation"
        verbose_name = "评价邀请"
        indexes: ClassVar[list[models.Index]] = [
            models.Index("party_id", "expires_at", name="rating_invitation_party"),
            models.Index("number", name="rating_invitation_number", condition=~models.Q(number="")),
        ]

    def __str__(self) -> str:
        """What may be rated."""
        return self.title


class InvitationToken(models.Model):
    """评价凭证: kept as blind index only; it serves once, until the invitation ends."""

    blind = models.TextField("凭证摘要", primary_key=True)
    invitation = models.ForeignKey(Invitation, models.CASCADE, related_name="tokens", verbose_name="评价邀请")
    channel = models.TextField("渠道")

    class Meta:
        """Table and words."""

        db_table = "rating_token"
        verbose_name = "评价凭证"

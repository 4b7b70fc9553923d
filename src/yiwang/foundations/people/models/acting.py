"""In whose name somebody may act: posts held, organisations represented, mandates given."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import Q

from yiwang.foundations.organisations.public import Post

from .account import Account
from .party import Party


class AppointmentKind(models.TextChoices):
    """How a post is held."""

    HOLDER = "holder", "任职"
    SUBSTITUTE = "substitute", "代理"


class Appointment(models.Model):
    """任职: an account holds a post, from when to when; a substitute stands in for somebody.

    While it is suspended the post is still held, but gives no hat.
    """

    id = models.BigAutoField(primary_key=True)
    account = models.ForeignKey(Account, models.PROTECT, related_name="appointments", verbose_name="账号")
    post = models.ForeignKey(Post, models.PROTECT, related_name="+", verbose_name="岗位")
    kind = models.CharField(
        "方式", max_length=16, choices=AppointmentKind.choices, default=AppointmentKind.HOLDER
    )
    stands_for = models.ForeignKey(
        Account, models.PROTECT, null=True, related_name="+", verbose_name="被代理人"
    )
    since = models.DateTimeField("起")
    until = models.DateTimeField("止", null=True)
    suspended_at = models.DateTimeField("暂停时间", null=True)

    class Meta:
        """Table, words; a post is held once at a time by one account."""

        db_table = "appointment"
        verbose_name = "任职"
        ordering = ("since",)
        constraints = (
            models.UniqueConstraint(
                fields=["account", "post"], condition=Q(until__isnull=True), name="appointment_once_open"
            ),
        )
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["post"], name="appointment_post")]


class Capacity(models.TextChoices):
    """In what capacity a person represents an organisation."""

    LEGAL_REPRESENTATIVE = "legal_representative", "法定代表人"
    OPERATOR = "operator", "经营者"
    AGENT = "agent", "经办人"


class Representation(models.Model):
    """代表: a person may act for an organisation, as the identity provider or a register says."""

    id = models.BigAutoField(primary_key=True)
    person = models.ForeignKey(Party, models.PROTECT, related_name="represents", verbose_name="人")
    organisation = models.ForeignKey(
        Party, models.PROTECT, related_name="represented_by", verbose_name="组织"
    )
    capacity = models.CharField("身份", max_length=32, choices=Capacity.choices)
    source = models.CharField("来源", max_length=100)
    since = models.DateTimeField("起")
    until = models.DateTimeField("止", null=True)

    class Meta:
        """Table, words; one open row per capacity."""

        db_table = "representation"
        verbose_name = "代表"
        constraints = (
            models.UniqueConstraint(
                fields=["person", "organisation", "capacity"],
                condition=Q(until__isnull=True),
                name="representation_once_open",
            ),
        )


class Mandate(models.Model):
    """授权委托: a principal lets an agent act, for some items or one matter; it can be taken back."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    principal = models.ForeignKey(Party, models.PROTECT, related_name="mandates_given", verbose_name="委托人")
    agent = models.ForeignKey(Party, models.PROTECT, related_name="mandates_held", verbose_name="受托人")
    items = ArrayField(models.CharField(max_length=100), default=list, blank=True, verbose_name="事项")
    matter = models.UUIDField("办件", null=True, blank=True)
    ground = models.CharField("依据", max_length=200)
    since = models.DateTimeField("起")
    until = models.DateTimeField("止", null=True)
    revoked_at = models.DateTimeField("撤回时间", null=True)
    is_demo = models.BooleanField("演示", default=False)

    class Meta:
        """Table and words; nobody mandates themselves."""

        db_table = "mandate"
        verbose_name = "授权委托"
        constraints = (
            models.CheckConstraint(condition=~Q(principal=models.F("agent")), name="mandate_not_itself"),
        )
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["agent"], condition=Q(revoked_at__isnull=True), name="mandate_agent"),
        ]


class Consent(models.Model):
    """同意: a party agreed to a use of something held about it; withdrawn as easily as given."""

    id = models.BigAutoField(primary_key=True)
    party = models.ForeignKey(Party, models.PROTECT, related_name="consents", verbose_name="当事人")
    topic = models.CharField("数据", max_length=100)
    purpose = models.CharField("用途", max_length=200)
    wording = models.TextField("告知内容", blank=True, default="")
    given_at = models.DateTimeField("同意时间")
    given_by = models.CharField("同意时的身份", max_length=100)
    withdrawn_at = models.DateTimeField("撤回时间", null=True)

    class Meta:
        """Table, words; one open consent per topic and purpose."""

        db_table = "consent"
        verbose_name = "同意"
        constraints = (
            models.UniqueConstraint(
                fields=["party", "topic", "purpose"],
                condition=Q(withdrawn_at__isnull=True),
                name="consent_once_open",
            ),
        )

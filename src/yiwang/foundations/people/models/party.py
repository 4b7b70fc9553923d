"""Persons and organisations that matters are about; they need no account and may be provisional."""

from __future__ import annotations

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import Q


class PartyKind(models.TextChoices):
    """What a party is."""

    PERSON = "person", "自然人"
    ORGANISATION = "organisation", "法人或其他组织"


class Party(models.Model):
    """当事人. Numbers are closed tokens with blind indexes; the name is plain under row security.

    Once erased, nothing of a person is left in it but the name, as long as a matter must be kept that it took part in.
    """

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    kind = models.CharField("类别", max_length=16, choices=PartyKind.choices)
    name = models.CharField("姓名或名称", max_length=200)
    id_kind = models.CharField("证件类型", max_length=32, blank=True, default="")
    id_number = models.TextField("证件号码", blank=True, default="")
    id_blind = models.CharField("证件号码盲索引", max_length=100, blank=True, default="")
    phone = models.TextField("手机号码", blank=True, default="")
    phone_blind = models.CharField("手机号码盲索引", max_length=100, blank=True, default="")
    birth = models.DateField("出生日期", null=True, blank=True)
    is_provisional = models.BooleanField("暂记", default=False)
    is_demo = models.BooleanField("演示", default=False)
    created_at = models.DateTimeField("登记时间", auto_now_add=True)
    erased_at = models.DateTimeField("依法删除时间", null=True, blank=True, editable=False)

    class Meta:
        """Table, words, and one party per identity number."""

        db_table = "party"
        verbose_name = "当事人"
        verbose_name_plural = "当事人"
        constraints = (
            models.UniqueConstraint(
                fields=["id_kind", "id_blind"], condition=~Q(id_blind=""), name="party_one_per_number"
            ),
        )
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["phone_blind"], condition=~Q(phone_blind=""), name="party_phone_blind"),
        ]

    def __str__(self) -> str:
        """The name."""
        return self.name


class PartyAlias(models.Model):
    """并档: this party turned out to be that one. Rows that point at the alias stay as they are."""

    alias = models.OneToOneField(
        Party, models.PROTECT, primary_key=True, related_name="merged", verbose_name="别档"
    )
    party = models.ForeignKey(Party, models.PROTECT, related_name="aliases", verbose_name="主档")
    ground = models.CharField("依据", max_length=200)
    at = models.DateTimeField("时间")

    class Meta:
        """Table and words; nobody is an alias of itself."""

        db_table = "party_alias"
        verbose_name = "并档"
        constraints = (
            models.CheckConstraint(condition=~Q(alias=models.F("party")), name="party_alias_not_itself"),
        )


class PartyGrant(models.Model):
    """查阅授权: a unit or another party may see this party, on what ground and for how long."""

    id = models.BigAutoField(primary_key=True)
    party = models.ForeignKey(Party, models.PROTECT, related_name="grants", verbose_name="当事人")
    unit_id = models.CharField("单元", max_length=96, blank=True, default="")
    grantee = models.ForeignKey(
        Party, models.PROTECT, null=True, related_name="granted", verbose_name="获授权的当事人"
    )
    ground = models.CharField("依据", max_length=200)
    since = models.DateTimeField("起", auto_now_add=True)
    until = models.DateTimeField("止", null=True)

    class Meta:
        """Table, words; exactly one of unit and party, the same grant once."""

        db_table = "party_grant"
        verbose_name = "查阅授权"
        constraints = (
            models.CheckConstraint(
                condition=(Q(unit_id="") & Q(grantee__isnull=False))
                | (~Q(unit_id="") & Q(grantee__isnull=True)),
                name="party_grant_to_one",
            ),
            models.UniqueConstraint(
                fields=["party", "unit_id", "grantee", "ground"],
                nulls_distinct=False,
                name="party_grant_once",
            ),
        )
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["unit_id"], name="party_grant_unit")]

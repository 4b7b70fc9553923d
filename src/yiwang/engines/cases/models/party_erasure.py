"""An order to erase a person as such: who wished, asked and decided it, on which ground; what went and what stayed."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q

from .erasure import DONE, OPEN, ErasureOrder


class PartyErasure(ErasureOrder):
    """删除本人全部信息: counts and reasons, never a name. Asked for by one, decided by another.

    Attributes:
        erased: what went, in words, and how many of each: ``[what, number]``.
        kept: what stayed, in words, and why: ``[what, why]``.
        by_party: whether the person wished it itself, rather than having it asked at a counter.
    """

    party_id = models.UUIDField("当事人")
    by_party = models.BooleanField("本人申请", default=False)
    erased = models.JSONField("删除的内容", default=list)
    kept = models.JSONField("保留的内容", default=list)

    class Meta:
        """Table, words; one open order for a person, and two people to carry it out."""

        db_table = "party_erasure"
        verbose_name = "删除本人全部信息"
        verbose_name_plural = "删除本人全部信息"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("party_id", name="party_erasure_one_open", condition=Q(state__in=OPEN)),
            models.CheckConstraint(
                name="party_erasure_two_people",
                condition=~Q(state=DONE)
                | Q(asked_by__isnull=False, decided_by__isnull=False) & ~Q(decided_by=F("asked_by")),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["-made_at"], name="party_erasure_newest"),
            models.Index(fields=["party_id"], name="party_erasure_party"),
        ]

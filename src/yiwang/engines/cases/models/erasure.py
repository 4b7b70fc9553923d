"""An order to erase: who wished it, who asked, who confirmed or refused, on which ground; and that of a matter."""

import uuid
from typing import ClassVar

from django.db import models
from django.db.models import F, Q

WISHED, ASKED, DONE, REFUSED = "wished", "asked", "done", "refused"
STATES = ((WISHED, "当事人申请"), (ASKED, "待另一人确认"), (DONE, "已删除"), (REFUSED, "不予删除"))
OPEN = (WISHED, ASKED)


class ErasureOrder(models.Model):
    """删除的申请: on which ground, how it stands, who asked and who decided; of a matter or of a person."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    ground = models.TextField("依据")
    ground_words = models.TextField("依据原文")
    reason = models.TextField("理由")
    state = models.TextField("状态", choices=STATES)
    made_at = models.DateTimeField("提出时间")
    asked_by = models.UUIDField("经办账号", null=True)
    asked_hat = models.TextField("经办岗位", default="")
    decided_by = models.UUIDField("确认账号", null=True)
    decided_hat = models.TextField("确认岗位", default="")
    decided_at = models.DateTimeField("决定时间", null=True)
    answer = models.TextField("答复", default="")

    class Meta:
        """The columns of both tables."""

        abstract = True

    @property
    def is_open(self) -> bool:
        """Whether it waits for somebody."""
        return self.state in OPEN


class CaseErasure(ErasureOrder):
    """依法删除: never what was erased; ``party_id`` is who wished it. Asked for by one, confirmed by another."""

    root_id = models.UUIDField("总办件")
    number = models.TextField("办件编号")
    party_id = models.UUIDField("申请的当事人", null=True)
    files = models.IntegerField("删除的文件数", default=0)

    class Meta:
        """Table, words; one open order for a matter, and two people where people carried it out."""

        db_table = "case_erasure"
        verbose_name = "依法删除"
        verbose_name_plural = "依法删除"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("root_id", name="case_erasure_one_open", condition=Q(state__in=OPEN)),
            models.CheckConstraint(
                name="case_erasure_two_people",
                condition=~Q(state=DONE) | Q(decided_by=None, asked_by=None) | ~Q(decided_by=F("asked_by")),
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                fields=["party_id", "-made_at"],
                name="case_erasure_party",
                condition=Q(party_id__isnull=False),
            ),
            models.Index("root_id", name="case_erasure_root"),
        ]

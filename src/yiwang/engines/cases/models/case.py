"""The case itself, who takes part in it, and what it hangs on."""

from datetime import datetime
from typing import ClassVar

from django.db import models
from django.db.models import Q

from yiwang.kernel.lights import Light, clock_light


class Case(models.Model):
    """办件: one thing somebody must deal with in time. A root carries the matter's chain; children hang below it."""

    id = models.UUIDField(primary_key=True)
    root_id = models.UUIDField("总办件")
    parent_id = models.UUIDField("上级办件", null=True)
    number = models.TextField("办件编号", unique=True)
    type = models.TextField("办件类型")
    subject = models.TextField("事项")
    title = models.TextField("名称", db_default="")
    revision = models.IntegerField("所依版本", db_default=0)
    state = models.TextField("状态")
    is_open = models.BooleanField("在办", db_default=True)
    party_id = models.UUIDField("申请人", null=True)
    division_id = models.TextField("区划", db_default="")
    owner_unit_id = models.TextField("主办单位", db_default="")
    opened_at = models.DateTimeField("提交时间")
    closed_at = models.DateTimeField("办结时间", null=True)
    due_at = models.DateTimeField("到期时间", null=True)
    warn_at = models.DateTimeField("预警时间", null=True)
    paused = models.BooleanField("暂停计时", db_default=False)
    version = models.IntegerField("版本", db_default=1)
    data = models.JSONField("内容", db_default={})
    chain_seq = models.IntegerField("链长", null=True)
    chain_head = models.BinaryField("链头", null=True)
    open_key = models.TextField("幂等键", null=True)
    open_digest = models.TextField("提交内容摘要", null=True)
    archived_at = models.DateTimeField("归档时间", null=True)
    files_erased_at = models.DateTimeField("文件到期删除时间", null=True)

    class Meta:
        """Table, words, indexes. Ids grow with time, so the order of ids is the order of opening."""

        db_table = "case"
        verbose_name = "办件"
        verbose_name_plural = "办件"
        indexes: ClassVar[list[models.Index]] = [
            models.Index("root_id", name="case_root"),
            models.Index("division_id", "id", name="case_division"),
            models.Index("party_id", "id", name="case_applicant"),
            models.Index(fields=["subject"], name="case_subject", include=["id", "root_id", "closed_at"]),
            models.Index("type", "opened_at", name="case_opened"),
            models.Index("owner_unit_id", "due_at", "id", name="case_owner_due", condition=Q(is_open=True)),
            models.Index(
                "type", "closed_at", name="case_to_archive",
                condition=Q(is_open=False, archived_at=None, parent_id=None),
            ),
            models.Index(
                "type", "closed_at", name="case_archived",
                condition=Q(archived_at__isnull=False, parent_id=None),
            ),
        ]  # fmt: skip
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("open_key", name="case_open_key", condition=Q(open_key__isnull=False)),
            models.CheckConstraint(
                name="case_closed_when_final", condition=Q(is_open=True) ^ Q(closed_at__isnull=False)
            ),
            models.CheckConstraint(
                name="case_chain_on_root",
                condition=Q(parent_id__isnull=False, chain_seq__isnull=True)
                | Q(parent_id__isnull=True, chain_seq__isnull=False),
            ),
        ]

    def __str__(self) -> str:
        """Its number and what people call it."""
        return f"{self.number} {self.title}"

    def light(self, now: datetime) -> Light | None:
        """Its light at an instant; None once it is closed."""
        if not self.is_open:
            return None
        return clock_light("paused" if self.paused else "running", self.due_at, self.warn_at, now)


class CaseUnit(models.Model):
    """办件单位: a unit that takes part; it sees the case while ``until`` is empty."""

    case_id = models.UUIDField()
    unit_id = models.TextField("单位")
    part = models.TextField("角色")
    since = models.DateTimeField("自")
    until = models.DateTimeField("至", null=True)

    class Meta:
        """Table, words, and the index that lists go by: unit, newest case first."""

        db_table = "case_unit"
        verbose_name = "办件单位"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("case_id", "unit_id", "part", name="case_unit_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index("unit_id", "case_id", name="case_unit_list")]


class CaseParty(models.Model):
    """办件当事人: a party that takes part, and the mandate somebody acts under for it."""

    case_id = models.UUIDField()
    party_id = models.UUIDField("当事人")
    part = models.TextField("身份")
    mandate_id = models.UUIDField("授权", null=True)

    class Meta:
        """Table, words, and the index that people's own lists go by."""

        db_table = "case_party"
        verbose_name = "办件当事人"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("case_id", "party_id", "part", name="case_party_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index("party_id", "case_id", name="case_party_list")]


class CaseLink(models.Model):
    """办件关联: ``after`` (waits for the other's ``needs``), ``merged_into`` a main case, ``related``."""

    case_id = models.UUIDField()
    other_id = models.UUIDField("对方")
    kind = models.TextField("关系")
    needs = models.TextField("需要", db_default="")

    class Meta:
        """Table and words."""

        db_table = "case_link"
        verbose_name = "办件关联"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint("case_id", "other_id", "kind", name="case_link_once"),
        ]
        indexes: ClassVar[list[models.Index]] = [models.Index("other_id", name="case_link_other")]

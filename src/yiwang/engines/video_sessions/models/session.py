"""A session: whose, about which draft or case, with which unit, how far it got. Of a recording, a reference only."""

from __future__ import annotations

from typing import ClassVar

from django.db import models
from django.db.models import Q

from yiwang.kernel.ids import uuid7

from ..domain.states import HELD, OPEN, OUTCOMES, WAITING, WORDS, Presence


class VideoSession(models.Model):
    """视频办. Belongs to a draft or to a case; only the worker writes it, by the acts of this app."""

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    number = models.TextField("编号", unique=True)
    draft_id = models.UUIDField("草稿", null=True)
    case_id = models.UUIDField("办件", null=True)
    root_id = models.UUIDField("一件事", null=True)
    title = models.TextField("办什么事")
    unit_id = models.TextField("单位")
    party_id = models.UUIDField("申请人")
    account_id = models.UUIDField("申请人账号")
    state = models.TextField("状态", default=WAITING, choices=list(WORDS.items()))
    record = models.BooleanField("同意录像", default=False)
    keep_days = models.PositiveIntegerField("录像保存天数", default=0)
    asked_at = models.DateTimeField("约请时间")
    wait_until = models.DateTimeField("等到")
    desk_account_id = models.UUIDField("工作人员账号", null=True)
    taken_at = models.DateTimeField("接起时间", null=True)
    join_until = models.DateTimeField("进入期限", null=True)
    talk_until = models.DateTimeField("最迟结束", null=True)
    applicant_joined_at = models.DateTimeField("申请人进入", null=True)
    applicant_left_at = models.DateTimeField("申请人离开", null=True)
    desk_joined_at = models.DateTimeField("工作人员进入", null=True)
    desk_left_at = models.DateTimeField("工作人员离开", null=True)
    started_at = models.DateTimeField("接通时间", null=True)
    ended_at = models.DateTimeField("结束时间", null=True)
    missed_by = models.TextField("谁没有来", default="")
    outcome = models.TextField("结果", default="", choices=list(OUTCOMES.items()))
    reason = models.TextField("说明", default="")
    provider = models.TextField("视频平台", default="")
    provider_number = models.TextField("平台编号", default="")
    recording = models.TextField("录像在平台的编号", default="")
    recording_until = models.DateTimeField("录像保存到", null=True)
    erased_at = models.DateTimeField("录像销毁时间", null=True)

    class Meta:
        """Table, words; one open session per application, one per applicant, one per clerk."""

        db_table = "video_session"
        verbose_name = "视频办"
        verbose_name_plural = "视频办"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="video_session_about", condition=Q(draft_id__isnull=True) ^ Q(case_id__isnull=True)
            ),
            models.CheckConstraint(name="video_session_state", condition=Q(state__in=tuple(WORDS))),
            models.CheckConstraint(
                name="video_session_outcome",
                condition=Q(state="closed", outcome__in=tuple(OUTCOMES)) | ~Q(state="closed") & Q(outcome=""),
            ),
            models.CheckConstraint(
                name="video_session_missed", condition=~Q(missed_by="") ^ ~Q(state="missed")
            ),
            models.CheckConstraint(name="video_session_agreed", condition=Q(recording="") | Q(record=True)),
            models.UniqueConstraint(
                fields=["draft_id"], name="video_session_one_draft", condition=Q(state__in=OPEN)
            ),
            models.UniqueConstraint(
                fields=["case_id"], name="video_session_one_case", condition=Q(state__in=OPEN)
            ),
            models.UniqueConstraint(
                fields=["account_id"], name="video_session_one_applicant", condition=Q(state__in=OPEN)
            ),
            models.UniqueConstraint(
                fields=["desk_account_id"], name="video_session_one_clerk", condition=Q(state__in=HELD)
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(
                "unit_id", "asked_at", name="video_session_queue", condition=Q(state__in=(*OPEN, "over"))
            ),
            models.Index("draft_id", name="video_session_draft"),
            models.Index("root_id", name="video_session_root"),
            models.Index(
                "recording_until",
                name="video_session_kept",
                condition=Q(recording_until__isnull=False, erased_at=None),
            ),
        ]

    def __str__(self) -> str:
        """The number."""
        return self.number

    @property
    def state_word(self) -> str:
        """The state as people call it."""
        return WORDS[self.state]

    @property
    def applicant(self) -> Presence:
        """The applicant in the room."""
        return Presence(self.applicant_joined_at, self.applicant_left_at)

    @property
    def desk(self) -> Presence:
        """The clerk in the room."""
        return Presence(self.desk_joined_at, self.desk_left_at)

    @property
    def is_open(self) -> bool:
        """Whether somebody waits or talks."""
        return self.state in OPEN

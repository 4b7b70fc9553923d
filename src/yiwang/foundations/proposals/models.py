"""Tables of proposals: what is proposed, its files, and who said what to it."""

from __future__ import annotations

from uuid import uuid4

from django.db import models

from yiwang.foundations.releases.public import Release

from .domain.states import Kind, State


class Proposal(models.Model):
    """修改建议.

    Attributes:
        restores: the release whose content comes back, for a rollback.
        subjects: ``[kind, id, title]`` of the definitions that change.
        changes: the difference as it was when handed in, with its sentences: what reviewers read.
        accepted: scenarios, ``<id>：<name>``, that no longer hold and that the author says change with it.
        told: why it came back to its author; empty if it did not.
    """

    id = models.UUIDField("编号", primary_key=True, default=uuid4)
    title = models.CharField("标题", max_length=200)
    reason = models.TextField("理由", blank=True, default="")
    kind = models.CharField("种类", max_length=16, default=Kind.EDIT)
    state = models.CharField("状态", max_length=16, default=State.DRAFT)
    owner_unit = models.CharField("起草单位", max_length=96)
    owner_label = models.CharField("起草岗位", max_length=200)
    base = models.ForeignKey(Release, models.PROTECT, related_name="+", verbose_name="所依据的发布")
    restores = models.ForeignKey(
        Release, models.PROTECT, null=True, related_name="+", verbose_name="恢复到的发布"
    )
    published = models.ForeignKey(
        Release, models.PROTECT, null=True, related_name="+", verbose_name="发布结果"
    )
    subjects = models.JSONField("涉及的定义", default=list)
    changes = models.JSONField("差别", default=list)
    accepted = models.JSONField("随之改变的情景", default=list)
    needs_confirmation = models.BooleanField("须法制确认", default=True)
    publish_on = models.DateField("发布日期", null=True)
    told = models.TextField("退回原因", blank=True, default="")
    version = models.PositiveIntegerField("版本", default=1)
    opened_at = models.DateTimeField("起草时间")
    changed_at = models.DateTimeField("最近改动")

    class Meta:
        """Table and words."""

        db_table = "proposal"
        verbose_name = "修改建议"
        verbose_name_plural = "修改建议"
        ordering = ("-changed_at",)
        indexes = (models.Index(fields=["state", "publish_on"], name="proposal_due"),)

    def __str__(self) -> str:
        """The title."""
        return self.title


class ProposalFile(models.Model):
    """修改后的文件: what would stand in the pack; without text the file goes.

    Attributes:
        before: digest of the file in the release it was drawn from; empty for a new file.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="files", verbose_name="修改建议")
    pack = models.CharField("包", max_length=64)
    path = models.CharField("路径", max_length=300)
    before = models.CharField("原文哈希", max_length=64, blank=True, default="")
    text = models.TextField("内容", null=True)

    class Meta:
        """Table and words."""

        db_table = "proposal_file"
        verbose_name = "修改后的文件"
        constraints = (
            models.UniqueConstraint(fields=["proposal", "pack", "path"], name="proposal_file_once"),
        )

    def __str__(self) -> str:
        """Pack and path."""
        return f"{self.pack}/{self.path}"


class ProposalReview(models.Model):
    """经办意见: one act on a proposal, by whom, when, and what was said; never changed.

    Attributes:
        digest: of the files as they were then, so that it is known what was agreed to.
    """

    proposal = models.ForeignKey(Proposal, models.CASCADE, related_name="reviews", verbose_name="修改建议")
    at = models.DateTimeField("时间")
    account = models.UUIDField("账号", null=True)
    hat_label = models.CharField("身份", max_length=200)
    act = models.CharField("动作", max_length=16)
    opinion = models.TextField("意见", blank=True, default="")
    digest = models.CharField("文件哈希", max_length=64)

    class Meta:
        """Table and words."""

        db_table = "proposal_review"
        verbose_name = "经办意见"
        ordering = ("id",)

    def __str__(self) -> str:
        """What was done by whom."""
        return f"{self.hat_label} {self.act}"

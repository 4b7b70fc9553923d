"""A draft: what one applicant has answered, typed, attached and signed so far. Everything here may change."""

from __future__ import annotations

from typing import ClassVar

from django.db import models


class Draft(models.Model):
    """申请草稿. Its id is the idempotency key of the submission.

    ``bound`` says which registered party stands for which party of the theme (``shop`` or ``owner[2]`` → id);
    ``shown`` is the structure the applicant last saw, and what a submission is compared with.
    """

    id = models.UUIDField(primary_key=True)
    kind = models.TextField("种类", choices=[("theme", "一件事"), ("item", "事项")])
    target = models.TextField("对象")
    title = models.TextField("名称")
    account_id = models.UUIDField("账号", null=True)
    hat = models.TextField("身份")
    owner_id = models.UUIDField("申请人")
    state = models.TextField(
        "状态", default="open", choices=[("open", "填写中"), ("submitted", "已提交"), ("discarded", "已放弃")]
    )
    version = models.IntegerField("版本", default=1)
    release_id = models.BigIntegerField("所依版本", default=0)
    answers = models.JSONField("回答", default=dict)
    rows = models.JSONField("人数", default=dict)
    bound = models.JSONField("当事人", default=dict)
    without = models.JSONField("不办的事项", default=list)
    commitments = models.JSONField("承诺的材料", default=list)
    objections = models.JSONField("有异议的数据", default=list)
    shown = models.JSONField("已展示的内容", default=dict)
    salt = models.TextField("盐")
    created_at = models.DateTimeField("建立时间")
    changed_at = models.DateTimeField("修改时间")
    submitted_at = models.DateTimeField("提交时间", null=True)

    class Meta:
        """Table, words, and the index of one's own drafts."""

        db_table = "draft"
        verbose_name = "申请草稿"
        verbose_name_plural = "申请草稿"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["owner_id", "-changed_at"], name="draft_owner")
        ]

    def __str__(self) -> str:
        """What it is for."""
        return self.title


class Piece(models.Model):
    """One thing within a draft about one party; it carries the owner so that its row policy needs no join."""

    draft = models.ForeignKey(Draft, models.CASCADE, related_name="+", verbose_name="草稿")
    owner_id = models.UUIDField("申请人")
    subject_id = models.UUIDField("所属当事人", null=True)
    party = models.TextField("当事人")
    row = models.IntegerField("序号", null=True)
    at = models.DateTimeField("时间")

    class Meta:
        """No table of its own."""

        abstract = True


class DraftValue(Piece):
    """填写的值. A secret one is a closed token inside the JSON."""

    element = models.TextField("数据元")
    value = models.JSONField("值")
    hat = models.TextField("填写人")

    class Meta:
        """Table, words; one value per field."""

        db_table = "draft_value"
        verbose_name = "填写的值"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                "draft", "party", "row", "element", name="draft_value_once", nulls_distinct=False
            ),
        ]


class DraftFact(Piece):
    """预填的值或已有的材料: what a source offered, from where and on what ground; unusable until agreed to."""

    element = models.TextField("数据元", default="")
    material = models.TextField("材料", default="")
    value = models.JSONField("值", null=True)
    source_kind = models.TextField("来源种类")
    source_id = models.TextField("来源")
    unit = models.TextField("持有单位")
    ground = models.TextField("依据")
    topic = models.TextField("授权项", default="")
    label = models.TextField("名称", default="")
    agreed = models.BooleanField("可用", default=True)
    valid_until = models.DateField("有效期至", null=True)

    class Meta:
        """Table and words."""

        db_table = "draft_fact"
        verbose_name = "预填的数据"
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["draft"], name="draft_fact_draft")]


class DraftMaterial(Piece):
    """交的材料: one file for one material of one party."""

    material = models.TextField("材料")
    file_id = models.UUIDField("文件")
    name = models.TextField("文件名")
    size = models.IntegerField("字节数")
    pages = models.IntegerField("页数", default=0)

    class Meta:
        """Table, words; one file per material."""

        db_table = "draft_material"
        verbose_name = "交的材料"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                "draft", "party", "row", "material", name="draft_material_once", nulls_distinct=False
            ),
        ]


class DraftSignature(Piece):
    """签名: who was asked, and what exactly was shown (its hash) when this party signed or refused."""

    label = models.TextField("称谓")
    state = models.TextField(
        "状态", choices=[("asked", "待签"), ("signed", "已签"), ("refused", "拒签"), ("void", "因修改作废")]
    )
    method = models.TextField("方式", default="")
    check_number = models.TextField("实人核验编号", default="")
    shown_hash = models.TextField("所签内容摘要", default="")
    signed_at = models.DateTimeField("签名时间", null=True)
    account_id = models.UUIDField("账号", null=True)
    hat = models.TextField("身份", default="")
    reason = models.TextField("拒签理由", default="")

    class Meta:
        """Table, words; one signature per party and row."""

        db_table = "draft_signature"
        verbose_name = "签名"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(
                "draft", "party", "row", name="draft_signature_once", nulls_distinct=False
            ),
        ]
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["subject_id", "state"], name="draft_signature_mine")
        ]

"""Signatures under an agreement, and the papers of a dossier."""

import uuid

from django.db import models


class MediationSignature(models.Model):
    """签名: who signed which words, how, before whom. Words that changed have none."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField("办件")
    role = models.TextField("身份")
    digest = models.TextField("协议摘要")
    how = models.TextField("方式")
    account = models.UUIDField("账号", null=True)
    label = models.TextField("在谁面前或者谁办的")
    at = models.DateTimeField("时间")

    class Meta:
        """Table and words; each role once for the same words."""

        db_table = "mediation_signature"
        verbose_name = "调解协议签名"
        constraints = (models.UniqueConstraint("case_id", "role", "digest", name="mediation_signature_once"),)


class MediationPaper(models.Model):
    """卷内文书: a file of the dossier; ``key`` makes each once."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField("办件")
    key = models.TextField("键", unique=True)
    kind = models.TextField("种类")
    title = models.TextField("名称")
    file_id = models.UUIDField("文件")
    at = models.DateTimeField("时间")

    class Meta:
        """Table and words."""

        db_table = "mediation_paper"
        verbose_name = "卷内文书"
        indexes = (models.Index("case_id", "at", name="mediation_paper_case"),)

"""Verification codes that stand on papers."""

from django.db import models


class VerificationCode(models.Model):
    """核验码: kept as blind index only, so that nobody who reads the table can pass as holder of a paper."""

    blind = models.TextField(primary_key=True)
    kind = models.TextField("类别")
    subject = models.TextField("对象")
    digest = models.BinaryField("文件摘要", null=True)
    issued_at = models.DateTimeField("签发时间")
    expires_at = models.DateTimeField("失效时间", null=True)
    revoked_at = models.DateTimeField("撤销时间", null=True)
    shown = models.JSONField("核验页显示", default=dict)

    class Meta:
        """Table and words."""

        db_table = "verification_code"
        verbose_name = "核验码"
        indexes = (models.Index(fields=["kind", "subject"], name="verification_subject"),)

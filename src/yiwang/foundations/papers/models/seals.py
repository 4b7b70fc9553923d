"""Certificates of the built-in demonstration authority, and the log of every sealing."""

from django.db import models


class SealIdentity(models.Model):
    """演示签章证书: certificate and private key of a unit's demonstration seal.

    The root has an empty unit.
    """

    unit_id = models.TextField("单位", primary_key=True)
    unit_name = models.TextField("名称")
    certificate = models.BinaryField("证书")
    private_key = models.BinaryField("私钥（密文）")
    made_at = models.DateTimeField("制作时间")

    class Meta:
        """Table and words."""

        db_table = "seal_identity"
        verbose_name = "演示签章证书"


class SealUse(models.Model):
    """用印记录: which seal was put on which document, by whom and why."""

    id = models.BigAutoField(primary_key=True)
    at = models.DateTimeField("时间")
    unit_id = models.TextField("用印单位")
    unit_name = models.TextField("印章名称")
    provider = models.TextField("签章服务")
    is_demo = models.BooleanField("演示章")
    reason = models.TextField("用途")
    digest = models.BinaryField("文件摘要")
    details = models.JSONField("相关编号", default=dict)
    account = models.UUIDField("账号", null=True)
    hat = models.TextField("身份")

    class Meta:
        """Table and words."""

        db_table = "seal_use"
        verbose_name = "用印记录"
        indexes = (models.Index(fields=["unit_id", "-at"], name="seal_use_unit"),)

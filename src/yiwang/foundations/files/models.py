"""Tables of files: contents once each, files that people stored, and who may read them."""

import uuid

from django.db import models


class FileBlob(models.Model):
    """内容: one content on disk, addressed by its HMAC, closed with its own key; the key is wrapped here."""

    digest = models.TextField(primary_key=True)
    wrapped_key = models.BinaryField()
    size = models.BigIntegerField("字节数")

    class Meta:
        """Table and words."""

        db_table = "file_blob"
        verbose_name = "文件内容"


class File(models.Model):
    """文件: a content that somebody stored under a name for a purpose."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    blob = models.ForeignKey(FileBlob, on_delete=models.PROTECT, db_column="digest", related_name="+")
    name = models.CharField("文件名", max_length=200)
    mime = models.CharField("类型", max_length=100)
    size = models.BigIntegerField("字节数")
    purpose = models.CharField("用途", max_length=200)
    account = models.UUIDField("账号", null=True)
    hat = models.TextField("身份")
    stored_at = models.DateTimeField("存入时间")
    is_closed = models.BooleanField("封闭", default=False)

    class Meta:
        """Table and words; what is closed is read by grant only, also by who sees the whole city."""

        db_table = "file"
        verbose_name = "文件"


class FileGrant(models.Model):
    """文件授权: a unit or a party may read a file, on a ground, for a time."""

    id = models.BigAutoField(primary_key=True)
    file = models.ForeignKey(File, on_delete=models.CASCADE, related_name="grants")
    unit_id = models.TextField("单位", null=True)
    party_id = models.UUIDField("当事人", null=True)
    ground = models.CharField("依据", max_length=200)
    since = models.DateTimeField("起")
    until = models.DateTimeField("止", null=True)

    class Meta:
        """Table, words, and that a grant is to a unit or to a party, never to both or none."""

        db_table = "file_grant"
        verbose_name = "文件授权"
        indexes = (
            models.Index(fields=["unit_id"], name="file_grant_unit"),
            models.Index(fields=["party_id"], name="file_grant_party"),
        )
        constraints = (
            models.CheckConstraint(
                condition=models.Q(unit_id__isnull=True) ^ models.Q(party_id__isnull=True),
                name="file_grant_to_one",
            ),
        )

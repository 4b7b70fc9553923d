"""Tables of releases: what was in force when, every definition's content, every file's bytes."""

from __future__ import annotations

from typing import Any

from django.db import models
from django.db.backends.base.base import BaseDatabaseWrapper
from psycopg.types.json import Json


class OrderedJSONField(models.Field):  # type: ignore[type-arg]
    """JSON as written: PostgreSQL's ``json``, which keeps the order of keys where ``jsonb`` would not."""

    def db_type(self, connection: BaseDatabaseWrapper) -> str:
        """The column's type."""
        return "json"

    def get_prep_value(self, value: Any) -> Any:
        """The value as psycopg sends it."""
        return Json(value)


class Release(models.Model):
    """定义发布. The one with the highest id is in force.

    Attributes:
        sources: ``{pack: {path: digest}}`` of the files it was read from; empty for a pack built into one file.
        edits: ``[kind, id, path]`` of what was changed in the browser and stands in no folder yet, as far as
            anybody knows: an apply from a folder that says otherwise is refused until it is meant so.
    """

    pack = models.CharField("包", max_length=64)
    version = models.CharField("版本", max_length=32)
    title = models.CharField("名称", max_length=200)
    digest = models.CharField("清单哈希", max_length=64)
    info = OrderedJSONField("包信息")
    manifest = OrderedJSONField("清单")
    origins = OrderedJSONField("出处")
    sources = OrderedJSONField("源文件", default=dict)
    edits = OrderedJSONField("网页上的修改", default=list)
    effective_from = models.DateField("生效日期")
    applied_at = models.DateTimeField("应用时间", auto_now_add=True)
    applied_by = models.CharField("应用者", max_length=200)

    class Meta:
        """Table and words."""

        db_table = "release"
        verbose_name = "定义发布"
        verbose_name_plural = "定义发布"
        ordering = ("-id",)

    def __str__(self) -> str:
        """Pack and version, as people say them."""
        return f"{self.title} {self.version}"


class DefinitionRevision(models.Model):
    """定义版本: content under its hash; never changed, never deleted."""

    hash = models.CharField("哈希", primary_key=True, max_length=64)
    kind = models.CharField("种类", max_length=64)
    key = models.CharField("标识", max_length=200)
    body = OrderedJSONField("内容")

    class Meta:
        """Table and words."""

        db_table = "definition_revision"
        verbose_name = "定义版本"
        verbose_name_plural = "定义版本"
        indexes = (models.Index(fields=["kind", "key"], name="definition_revision_key"),)

    def __str__(self) -> str:
        """Kind, id and the beginning of the hash."""
        return f"{self.kind} {self.key} {self.hash[:8]}"


class ReleaseAsset(models.Model):
    """随包文件: bytes under their SHA-256."""

    digest = models.CharField("哈希", primary_key=True, max_length=64)
    size = models.IntegerField("字节数")
    data = models.BinaryField("内容")

    class Meta:
        """Table and words."""

        db_table = "release_asset"
        verbose_name = "随包文件"
        verbose_name_plural = "随包文件"

    def __str__(self) -> str:
        """The beginning of the hash."""
        return self.digest[:8]

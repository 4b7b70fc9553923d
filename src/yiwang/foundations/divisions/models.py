"""The table of divisions: filled from the pack in force, read by everybody."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from .definitions import DivisionKind, Level


class Division(models.Model):
    """行政区划. ``path`` holds the codes from the top down to this one."""

    code = models.CharField("区划代码", primary_key=True, max_length=12)
    name = models.CharField("名称", max_length=100)
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="children", verbose_name="上级"
    )
    level = models.CharField("层级", max_length=16, choices=[(level.value, level.value) for level in Level])
    kind = models.CharField(
        "类别", max_length=16, choices=[(kind.value, kind.value) for kind in DivisionKind]
    )
    path = ArrayField(models.CharField(max_length=12), verbose_name="路径")
    is_current = models.BooleanField("在用", default=True)

    class Meta:
        """Table, words and the index for everything under a division."""

        db_table = "division"
        verbose_name = "行政区划"
        verbose_name_plural = "行政区划"
        ordering = ("code",)
        indexes = (GinIndex(fields=["path"], name="division_path"),)

    def __str__(self) -> str:
        """The name people say."""
        return self.name

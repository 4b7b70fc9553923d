"""Tables of bodies, units, posts and roles: filled from the pack in force, read by everybody."""

from __future__ import annotations

from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models

from yiwang.foundations.divisions.public import Division


class Body(models.Model):
    """机构."""

    id = models.CharField("编号", primary_key=True, max_length=64)
    name = models.CharField("名称", max_length=200)
    short = models.CharField("简称", max_length=100)
    function = models.CharField("职能", max_length=40)
    division = models.ForeignKey(Division, models.PROTECT, related_name="+", verbose_name="区划")
    level = models.CharField("层级", max_length=16)
    uscc = models.CharField("统一社会信用代码", max_length=18, blank=True, default="")
    address = models.CharField("地址", max_length=200, blank=True, default="")
    phone = models.CharField("电话", max_length=40, blank=True, default="")
    hours = models.CharField("办公时间", max_length=100, blank=True, default="")
    calendar = models.CharField("工作日历", max_length=64, blank=True, default="")
    is_demo = models.BooleanField("演示", default=False)
    is_current = models.BooleanField("在用", default=True)

    class Meta:
        """Table and words."""

        db_table = "body"
        verbose_name = "机构"
        verbose_name_plural = "机构"
        ordering = ("id",)
        indexes = (models.Index(fields=["function", "division"], name="body_function_division"),)

    def __str__(self) -> str:
        """The short name."""
        return self.short


class Unit(models.Model):
    """办事单元: what work is given to. A body is itself a unit of the same id; ``path`` runs down from it."""

    id = models.CharField("编号", primary_key=True, max_length=96)
    body = models.ForeignKey(Body, models.PROTECT, related_name="units", verbose_name="机构")
    parent = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="children", verbose_name="上级"
    )
    name = models.CharField("名称", max_length=100)
    division = models.ForeignKey(Division, models.PROTECT, related_name="+", verbose_name="区划")
    path = ArrayField(models.CharField(max_length=96), verbose_name="路径")
    is_current = models.BooleanField("在用", default=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", verbose_name="继任单元"
    )

    class Meta:
        """Table, words and the index for everything within a unit."""

        db_table = "unit"
        verbose_name = "办事单元"
        verbose_name_plural = "办事单元"
        ordering = ("id",)
        indexes = (GinIndex(fields=["path"], name="unit_path"),)

    def __str__(self) -> str:
        """The name."""
        return self.name


class Role(models.Model):
    """角色: permission words and how far it sees."""

    id = models.CharField("编号", primary_key=True, max_length=64)
    label = models.CharField("名称", max_length=100)
    may = ArrayField(models.CharField(max_length=64), verbose_name="权限词")
    sees = models.CharField("可见范围", max_length=8)
    is_current = models.BooleanField("在用", default=True)

    class Meta:
        """Table and words."""

        db_table = "role"
        verbose_name = "角色"
        verbose_name_plural = "角色"


class Post(models.Model):
    """岗位: a place in a unit that an account may hold."""

    id = models.CharField("编号", primary_key=True, max_length=128)
    unit = models.ForeignKey(Unit, models.PROTECT, related_name="posts", verbose_name="办事单元")
    title = models.CharField("岗位", max_length=100)
    roles = ArrayField(models.CharField(max_length=64), verbose_name="角色")
    count = models.PositiveSmallIntegerField("人数", default=1)
    is_current = models.BooleanField("在用", default=True)
    successor = models.ForeignKey(
        "self", models.PROTECT, null=True, related_name="+", verbose_name="继任岗位"
    )

    class Meta:
        """Table and words."""

        db_table = "post"
        verbose_name = "岗位"
        verbose_name_plural = "岗位"
        ordering = ("id",)

    def __str__(self) -> str:
        """The title."""
        return self.title

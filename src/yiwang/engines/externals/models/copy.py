"""What was typed a second time: one row per field of an external step that a person carried over."""

from typing import ClassVar

from django.db import models

from .step import ExternalStep


class ExternalCopy(models.Model):
    """二次录入: a field copied from here into the other system, or pasted back from there. Never its value."""

    id = models.BigAutoField(primary_key=True)
    step = models.ForeignKey(ExternalStep, on_delete=models.PROTECT, related_name="copies")
    system = models.TextField("外部系统")
    unit_id = models.TextField("单位")
    key = models.TextField("栏目标识")
    label = models.TextField("栏目")
    way = models.TextField("方向")
    account_id = models.UUIDField("经手人", null=True)
    at = models.DateTimeField("时间")

    class Meta:
        """Table, words; a field of a step counts once in each direction."""

        db_table = "external_copy"
        verbose_name = "二次录入"
        indexes: ClassVar[list[models.Index]] = [models.Index(fields=["at"], name="external_copy_at")]
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["step", "key", "way"], name="external_copy_once"),
            models.CheckConstraint(
                name="external_copy_way", condition=models.Q(way__in=("copied", "pasted"))
            ),
        ]

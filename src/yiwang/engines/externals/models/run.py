"""A nightly reconciliation with one system."""

from typing import ClassVar

from django.db import models


class ExternalRun(models.Model):
    """外部环节核对: how many were asked about, and how many stayed without a word."""

    id = models.BigAutoField(primary_key=True)
    system = models.TextField("外部系统")
    day = models.DateField("日期")
    asked = models.PositiveIntegerField("查询数", default=0)
    unknown = models.PositiveIntegerField("没有回音", default=0)
    at = models.DateTimeField("完成时间")

    class Meta:
        """Table, words; one a day."""

        db_table = "external_run"
        verbose_name = "外部环节核对"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["system", "day"], name="external_run_once"),
        ]

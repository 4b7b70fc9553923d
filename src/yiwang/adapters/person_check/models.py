"""The stand-in's own book: a number and what was pressed. It keeps neither name nor number of anybody."""

from typing import ClassVar

from django.db import models


class DemoCheck(models.Model):
    """演示核验."""

    number = models.TextField("核验编号", primary_key=True)
    provider_number = models.TextField("平台编号", unique=True)
    back = models.TextField("返回地址")
    state = models.TextField("状态", default="open")
    why = models.TextField("原因", default="")
    answered_at = models.DateTimeField("完成时间", null=True)

    class Meta:
        """Table and words."""

        db_table = "demo_person_check"
        verbose_name = "演示核验"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="demo_person_check_state",
                condition=models.Q(state__in=("open", "passed", "failed")),
            ),
        ]

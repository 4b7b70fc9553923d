"""The stand-ins' own book. Of the person it keeps what a label would show, masked."""

from typing import ClassVar

from django.db import models

CODE = "delivery.demo_code"
"""What a locker's codes are closed for."""


class DemoParcel(models.Model):
    """演示包裹."""

    number = models.TextField("寄件人单号", primary_key=True)
    carrier_number = models.TextField("承运单号", unique=True)
    way = models.TextField("方式")
    name = models.TextField("收件人（遮盖）")
    place = models.TextField("送往")
    state = models.TextField("状态", default="under_way")
    code = models.TextField("取件码（密文）", default="")
    tries = models.IntegerField("输错次数", default=0)
    taken_at = models.DateTimeField("收寄时间")
    done_at = models.DateTimeField("结束时间", null=True)

    class Meta:
        """Table and words."""

        db_table = "demo_parcel"
        verbose_name = "演示包裹"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="demo_parcel_state",
                condition=models.Q(state__in=("under_way", "delivered", "returned", "lost")),
            ),
        ]

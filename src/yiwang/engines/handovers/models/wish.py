"""How an applicant wants the results of one matter."""

from typing import ClassVar

from django.db import models

from yiwang.engines.handovers.domain.states import PACES, WAYS


class DeliveryWish(models.Model):
    """领取方式: chosen by the applicant until the result is there. The address is personal data: the owner's alone."""

    root_id = models.UUIDField("总办件", primary_key=True)
    party_id = models.UUIDField("申请人")
    way = models.TextField("方式")
    pace = models.TextField("一起还是分开")
    address = models.TextField("地址", default="")
    place = models.TextField("寄件柜", default="")
    at = models.DateTimeField("选择时间")

    class Meta:
        """Table and words."""

        db_table = "delivery_wish"
        verbose_name = "领取方式"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.CheckConstraint(
                name="delivery_wish_known",
                condition=models.Q(way__in=sorted(WAYS), pace__in=sorted(PACES)),
            ),
        ]

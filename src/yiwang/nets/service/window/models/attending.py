"""Somebody in presence: for whom, in what capacity, how proved; and what became of each material."""

from __future__ import annotations

from typing import ClassVar

from django.db import models

from ..domain.attending import CAPACITIES, CHANNELS, DELIVERY, PROOFS, STATES


class Attendance(models.Model):
    """接待: one matter received from somebody in presence. Its id is the application's own.

    ``unit_id`` is where the official sits; ``receiver_id`` takes part in the intake: the same, or the town's hall.
    """

    id = models.UUIDField(primary_key=True)
    unit_id = models.TextField("收件单元")
    receiver_id = models.TextField("为谁收件")
    account_id = models.UUIDField("账号")
    hat = models.TextField("身份")
    hat_label = models.TextField("收件岗位")
    channel = models.TextField("渠道", choices=list(CHANNELS.items()))
    party_id = models.UUIDField("当事人")
    party_name = models.TextField("当事人姓名或名称")
    presenter_id = models.UUIDField("到场人")
    presenter_name = models.TextField("到场人姓名")
    capacity = models.TextField("以何身份", choices=list(CAPACITIES.items()))
    id_source = models.TextField("证件来源", choices=[("reader", "读取证件"), ("hand", "手工录入")])
    mandate_id = models.UUIDField("委托", null=True)
    mandate_until = models.DateTimeField("委托有效期至", null=True)
    target = models.TextField("对象")
    title = models.TextField("名称")
    ticket_id = models.UUIDField("排队号", null=True)
    state = models.TextField("状态", choices=list(STATES.items()), default="open")
    proof = models.TextField("确认方式", choices=list(PROOFS.items()), default="")
    proof_file = models.UUIDField("确认的文件", null=True)
    proved_at = models.DateTimeField("确认时间", null=True)
    delivery = models.TextField("结果怎样拿", choices=list(DELIVERY.items()), default="")
    delivery_address = models.TextField("寄往", default="")
    number = models.TextField("编号", default="")
    receipt_file = models.UUIDField("收件凭证", null=True)
    opened_at = models.DateTimeField("开始时间")
    ended_at = models.DateTimeField("结束时间", null=True)
    is_demo = models.BooleanField("演示", default=False)

    class Meta:
        """Table, words, and how one's open ones are found."""

        db_table = "attendance"
        verbose_name = "接待"
        indexes: ClassVar[list[models.Index]] = [
            models.Index(fields=["account_id", "state"], name="attendance_mine"),
            models.Index(fields=["unit_id", "-opened_at"], name="attendance_unit"),
            models.Index(fields=["party_id"], name="attendance_party"),
            models.Index(fields=["number"], name="attendance_number"),
        ]


class MaterialCheck(models.Model):
    """材料核对: what became of one material at the counter."""

    attendance = models.ForeignKey(Attendance, models.CASCADE, related_name="checks", verbose_name="接待")
    unit_id = models.TextField("收件单元")
    key = models.TextField("材料")
    label = models.TextField("名称")
    seen = models.BooleanField("核对原件并退还", default=False)
    copied = models.BooleanField("留存复印件", default=False)
    original = models.BooleanField("留存原件", default=False)

    class Meta:
        """Table, words; a material once."""

        db_table = "attendance_material"
        verbose_name = "材料核对"
        constraints: ClassVar[list[models.BaseConstraint]] = [
            models.UniqueConstraint(fields=["attendance", "key"], name="attendance_material_once")
        ]

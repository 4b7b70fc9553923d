"""A request beside its case; who is in the dispute, closed and apart."""

import uuid

from django.contrib.postgres.fields import ArrayField
from django.db import models


class MediationRequest(models.Model):
    """调解申请: what lists and counts need besides the case. Nothing of the sides."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField("办件", unique=True)
    type = models.TextField("纠纷类型")
    source = models.TextField("来源")
    language = models.TextField("语言")
    division = models.TextField("区划")
    dangers = ArrayField(models.TextField(), default=list, verbose_name="险情")
    taken_by = models.TextField("登记人岗位", default="")
    chosen = models.TextField("当事人选的调解员岗位", default="")
    settled_by = models.TextField("谈成的调解员岗位", default="")
    settled_at = models.DateTimeField("谈成时间", null=True)
    at = models.DateTimeField("时间")

    class Meta:
        """Table and words."""

        db_table = "mediation_request"
        verbose_name = "调解申请"
        indexes = (
            models.Index("settled_by", name="mediation_request_settled", condition=~models.Q(settled_by="")),
        )


class MediationSide(models.Model):
    """当事人: name and phone, closed; the worker's alone, opened for those who mediate."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField("办件")
    role = models.TextField("身份")
    party_id = models.UUIDField("当事人", null=True)
    name = models.TextField("姓名（密文）", default="")
    phone = models.TextField("电话（密文）", default="")

    class Meta:
        """Table and words; each role once."""

        db_table = "mediation_side"
        verbose_name = "调解当事人"
        constraints = (models.UniqueConstraint("case_id", "role", name="mediation_side_once"),)

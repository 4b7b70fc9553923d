"""Which mediator stands near to whom, so that the same people are not brought together again."""

import uuid

from django.db import models


class MediationConflict(models.Model):
    """回避: a post whose mediator said so, and a side as its account and the blind index of its phone."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField("办件")
    post = models.TextField("调解员岗位")
    account = models.UUIDField("账号", null=True)
    party_id = models.UUIDField("当事人", null=True)
    phone = models.TextField("电话摘要", default="")
    at = models.DateTimeField("时间")

    class Meta:
        """Table and words."""

        db_table = "mediation_conflict"
        verbose_name = "调解员回避"
        indexes = (
            models.Index("case_id", name="mediation_conflict_case"),
            models.Index("phone", name="mediation_conflict_phone", condition=~models.Q(phone="")),
            models.Index("party_id", name="mediation_conflict_party"),
        )

"""A look at who reported: asked by one with a purpose, agreed to by another, opened within minutes."""

import uuid

from django.db import models


class IdentityLook(models.Model):
    """查看举报人: one row for each time somebody wants to know who reported."""

    id = models.UUIDField(primary_key=True, default=uuid.uuid4, editable=False)
    case_id = models.UUIDField("办件")
    purpose = models.TextField("用途")
    asked_by = models.UUIDField("申请人账号")
    asked_label = models.TextField("申请人岗位")
    asked_at = models.DateTimeField("申请时间")
    agreed_by = models.UUIDField("同意人账号", null=True)
    agreed_label = models.TextField("同意人岗位", default="")
    agreed_at = models.DateTimeField("同意时间", null=True)
    opened_at = models.DateTimeField("查看时间", null=True)

    class Meta:
        """Table and words; never agreed to by who asked."""

        db_table = "hotline_identity_look"
        verbose_name = "查看举报人"
        constraints = (
            models.CheckConstraint(
                condition=models.Q(agreed_by__isnull=True) | ~models.Q(agreed_by=models.F("asked_by")),
                name="hotline_look_two_people",
            ),
        )
        indexes = (models.Index("case_id", "asked_at", name="hotline_look_case"),)

"""App configuration of audit."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """审计."""

    name = "yiwang.foundations.audit"
    label = "fnd_audit"
    verbose_name = "审计"

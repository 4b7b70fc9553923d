"""App configuration of audit."""

from django.apps import AppConfig


class AuditConfig(AppConfig):
    """审计."""

    name = "yiwang.foundations.audit"
    label = "fnd_audit"
    verbose_name = "审计"

    def ready(self) -> None:
        """Have audit's own log sealed and verified."""
        from yiwang.foundations.audit.public import OWN_LOG, register_log

        register_log(OWN_LOG)

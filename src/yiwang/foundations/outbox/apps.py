"""App configuration of outbox."""

from django.apps import AppConfig


class OutboxConfig(AppConfig):
    """发件箱."""

    name = "yiwang.foundations.outbox"
    label = "fnd_outbox"
    verbose_name = "发件箱"

"""App configuration of the adapter for time stamps."""

from django.apps import AppConfig


class TimestampsConfig(AppConfig):
    """时间戳."""

    name = "yiwang.adapters.timestamps"
    label = "ada_timestamps"
    verbose_name = "时间戳"

    def ready(self) -> None:
        """Bind the authority that the settings name; a demo site without one gets the stand-in."""
        from django.conf import settings

        from yiwang.foundations.audit.public import stamps_use

        from .authorities import DemoAuthority, HttpAuthority

        if settings.YIWANG_TSA_URL:
            stamps_use(HttpAuthority(settings.YIWANG_TSA_URL))
        elif settings.YIWANG_DEMO:
            stamps_use(DemoAuthority())

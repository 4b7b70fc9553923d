"""App configuration of the platforms' adapter."""

from django.apps import AppConfig


class ChannelsConfig(AppConfig):
    """外部平台接口."""

    name = "yiwang.adapters.channels"
    label = "ada_channels"
    verbose_name = "外部平台接口（演示）"

    def ready(self) -> None:
        """Bind the stand-in on demo sites; elsewhere no platform is connected until a city binds its own."""
        from django.conf import settings

        from yiwang.nets.service.hotline.public import channel_use

        from .stand_in import DemoPlatform

        if settings.YIWANG_DEMO:
            channel_use(DemoPlatform())

"""App configuration of the video adapter."""

from django.apps import AppConfig


class VideoConfig(AppConfig):
    """视频平台."""

    name = "yiwang.adapters.video"
    label = "ada_video"
    verbose_name = "视频平台（演示）"

    def ready(self) -> None:
        """Bind the stand-in on demo sites; elsewhere people come to the window until a city binds its own."""
        from django.conf import settings

        from yiwang.engines.video_sessions.public import video_provider_use

        from .stand_in import DemoVideo

        if settings.YIWANG_DEMO:
            video_provider_use(DemoVideo())

"""App configuration of video sessions."""

from django.apps import AppConfig


class VideoSessionsConfig(AppConfig):
    """视频办."""

    name = "yiwang.engines.video_sessions"
    label = "eng_video_sessions"
    verbose_name = "视频办"

    def ready(self) -> None:
        """Hear of applications handed in, and have rooms closed by the outbox."""
        from yiwang.foundations.audit.public import register_eraser, register_party_eraser

        from .subscribers import connect

        connect()
        register_eraser("video_sessions")
        register_party_eraser("video_sessions")

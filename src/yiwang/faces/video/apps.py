"""App configuration of video."""

from django.apps import AppConfig


class VideoFaceConfig(AppConfig):
    """视频办展示."""

    name = "yiwang.faces.video"
    label = "fac_video"
    verbose_name = "视频办展示"

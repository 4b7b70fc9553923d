"""App configuration of notice."""

from django.apps import AppConfig


class NoticeConfig(AppConfig):
    """消息列表."""

    name = "yiwang.faces.notice"
    label = "fac_notice"
    verbose_name = "消息列表"

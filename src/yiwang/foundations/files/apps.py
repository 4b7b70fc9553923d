"""App configuration of files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """文件."""

    name = "yiwang.foundations.files"
    label = "fnd_files"
    verbose_name = "文件"

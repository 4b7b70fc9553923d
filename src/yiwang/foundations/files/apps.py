"""App configuration of files."""

from django.apps import AppConfig


class FilesConfig(AppConfig):
    """文件."""

    name = "yiwang.foundations.files"
    label = "fnd_files"
    verbose_name = "文件"

    def ready(self) -> None:
        """Let key rotation find the wrapped keys of contents."""
        from yiwang.foundations.audit.public import register_party_eraser
        from yiwang.foundations.files.services.files import KEY_PURPOSE
        from yiwang.foundations.keys.public import register_encrypted

        register_party_eraser("file_grants")
        register_encrypted("fnd_files.FileBlob", "wrapped_key", KEY_PURPOSE)

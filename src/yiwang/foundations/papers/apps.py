"""App configuration of papers."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """文书."""

    name = "yiwang.foundations.papers"
    label = "fnd_papers"
    verbose_name = "文书"

    def ready(self) -> None:
        """Let key rotation find the private keys of demonstration seals."""
        from yiwang.foundations.keys.public import register_encrypted
        from yiwang.foundations.papers.services.seals import KEY_PURPOSE

        register_encrypted("fnd_papers.SealIdentity", "private_key", KEY_PURPOSE)

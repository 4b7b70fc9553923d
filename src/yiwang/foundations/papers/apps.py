"""App configuration of papers."""

from django.apps import AppConfig


class PapersConfig(AppConfig):
    """文书."""

    name = "yiwang.foundations.papers"
    label = "fnd_papers"
    verbose_name = "文书"

    def ready(self) -> None:
        """Let key rotation find the private keys of demonstration seals; add the site's own fonts."""
        from django.conf import settings

        from yiwang.foundations.keys.public import register_encrypted
        from yiwang.foundations.papers.services.seals import KEY_PURPOSE

        from .domain.glyphs import fonts_add

        register_encrypted("fnd_papers.SealIdentity", "private_key", KEY_PURPOSE)
        if settings.YIWANG_FONTS:
            fonts_add(settings.YIWANG_FONTS)

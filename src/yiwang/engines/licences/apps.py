"""App configuration of licences."""

from django.apps import AppConfig


class LicencesConfig(AppConfig):
    """电子证照."""

    name = "yiwang.engines.licences"
    label = "eng_licences"
    verbose_name = "电子证照"

    def ready(self) -> None:
        """Tell key rotation where closed values lie."""
        from yiwang.foundations.audit.public import register_eraser, register_party_eraser
        from yiwang.foundations.keys.public import register_encrypted

        from .selectors import CODE_PURPOSE, FACE_PURPOSE

        register_encrypted("eng_licences.LicenceVersion", "face", FACE_PURPOSE, paths=("*",))
        register_encrypted("eng_licences.LicenceVersion", "code", CODE_PURPOSE)
        register_eraser("licences")
        register_party_eraser("licences")

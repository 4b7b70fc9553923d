"""App configuration of notices."""

from django.apps import AppConfig


class NoticesConfig(AppConfig):
    """通知."""

    name = "yiwang.foundations.notices"
    label = "fnd_notices"
    verbose_name = "通知"

    def ready(self) -> None:
        """Deliver what the outbox brings; keep phones and codes closed."""
        from yiwang.foundations.audit.public import register_eraser, register_party_eraser
        from yiwang.foundations.keys.public import register_encrypted

        from . import subscribers
        from .selectors.codes import PHONE_PURPOSE
        from .services.codes import CODE_PURPOSE

        subscribers.connect()
        register_encrypted(
            "fnd_notices.PhoneCode", "phone", PHONE_PURPOSE, blind="phone_blind", blind_purpose=PHONE_PURPOSE
        )
        register_encrypted("fnd_notices.PhoneCode", "code", CODE_PURPOSE)
        register_eraser("notices")
        register_party_eraser("notices", blinds=(PHONE_PURPOSE,))

"""App configuration of the hotline."""

from django.apps import AppConfig


class HotlineConfig(AppConfig):
    """12345 热线."""

    name = "yiwang.nets.service.hotline"
    label = "svc_hotline"
    verbose_name = "12345 热线"

    def ready(self) -> None:
        """Tell rotation of the closed columns."""
        from yiwang.foundations.keys.public import register_encrypted

        from .services.opening import NAME_PURPOSE, PHONE_PURPOSE

        register_encrypted("svc_hotline.HotlineCaller", "name", NAME_PURPOSE)
        register_encrypted(
            "svc_hotline.HotlineCaller",
            "phone",
            PHONE_PURPOSE,
            blind="phone_blind",
            blind_purpose=PHONE_PURPOSE,
        )

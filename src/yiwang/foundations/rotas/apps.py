"""App configuration of duty rotas."""

from django.apps import AppConfig


class RotasConfig(AppConfig):
    """值班表."""

    name = "yiwang.foundations.rotas"
    label = "fnd_rotas"
    verbose_name = "值班表"

    def ready(self) -> None:
        """Tell key rotation where the numbers lie by which people on duty are called."""
        from yiwang.foundations.keys.public import register_encrypted

        from .selectors.duty import PHONE_PURPOSE

        register_encrypted("fnd_rotas.DutyShift", "phone", PHONE_PURPOSE)

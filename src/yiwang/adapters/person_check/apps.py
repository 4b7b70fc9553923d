"""App configuration of the person check's adapter."""

from django.apps import AppConfig


class PersonCheckConfig(AppConfig):
    """核验机构."""

    name = "yiwang.adapters.person_check"
    label = "ada_person_check"
    verbose_name = "核验机构（演示）"

    def ready(self) -> None:
        """Bind the stand-in on demo sites; elsewhere people sign in presence until a city binds its own."""
        from django.conf import settings

        from yiwang.engines.person_checks.public import person_check_provider_use

        from .stand_in import DemoPersonCheck

        if settings.YIWANG_DEMO:
            person_check_provider_use(DemoPersonCheck())

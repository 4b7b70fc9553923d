"""App configuration of person checks."""

from django.apps import AppConfig


class PersonChecksConfig(AppConfig):
    """实人核验."""

    name = "yiwang.engines.person_checks"
    label = "eng_person_checks"
    verbose_name = "实人核验"

    def ready(self) -> None:
        """Have its share of a matter erased with the rest."""
        from yiwang.foundations.audit.public import register_eraser, register_party_eraser

        register_eraser("person_checks")
        register_party_eraser("person_checks")

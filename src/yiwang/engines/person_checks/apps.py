"""App configuration of person checks."""

from django.apps import AppConfig


class PersonChecksConfig(AppConfig):
    """实人核验."""

    name = "yiwang.engines.person_checks"
    label = "eng_person_checks"
    verbose_name = "实人核验"

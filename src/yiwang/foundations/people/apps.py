"""App configuration of people."""

from django.apps import AppConfig


class PeopleConfig(AppConfig):
    """人员."""

    name = "yiwang.foundations.people"
    label = "fnd_people"
    verbose_name = "人员"

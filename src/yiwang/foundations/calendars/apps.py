"""App configuration of calendars."""

from django.apps import AppConfig


class CalendarsConfig(AppConfig):
    """工作日历."""

    name = "yiwang.foundations.calendars"
    label = "fnd_calendars"
    verbose_name = "工作日历"

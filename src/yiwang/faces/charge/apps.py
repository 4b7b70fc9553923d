"""App configuration of charge."""

from django.apps import AppConfig


class ChargeConfig(AppConfig):
    """费用展示."""

    name = "yiwang.faces.charge"
    label = "fac_charge"
    verbose_name = "费用展示"

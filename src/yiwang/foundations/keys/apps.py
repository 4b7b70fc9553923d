"""App configuration of keys."""

from django.apps import AppConfig


class KeysConfig(AppConfig):
    """密钥."""

    name = "yiwang.foundations.keys"
    label = "fnd_keys"
    verbose_name = "密钥"

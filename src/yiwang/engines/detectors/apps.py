"""App configuration of detectors."""

from django.apps import AppConfig


class DetectorsConfig(AppConfig):
    """疑点."""

    name = "yiwang.engines.detectors"
    label = "eng_detectors"
    verbose_name = "疑点"

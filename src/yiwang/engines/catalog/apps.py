"""App configuration of catalog."""

from django.apps import AppConfig


class CatalogConfig(AppConfig):
    """事项目录."""

    name = "yiwang.engines.catalog"
    label = "eng_catalog"
    verbose_name = "事项目录"

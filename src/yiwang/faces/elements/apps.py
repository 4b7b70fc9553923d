"""App configuration of elements."""

from django.apps import AppConfig


class ElementsConfig(AppConfig):
    """表单控件."""

    name = "yiwang.faces.elements"
    label = "fac_elements"
    verbose_name = "表单控件"

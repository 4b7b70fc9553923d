"""``{% widget w %}``: one field with label, hint, error and the control of its type."""

from typing import Any

from django import template

from yiwang.faces.elements.public import Widget

register = template.Library()


@register.inclusion_tag("elements/widget.html")
def widget(shown: Widget, heading: bool = False) -> dict[str, Any]:
    """One field.

    Args:
        shown: the field.
        heading: whether its label is the page's heading (one question per page).
    """
    return {"w": shown, "heading": heading, "template": f"elements/{shown.shape}.html"}


@register.inclusion_tag("elements/error_summary.html")
def error_summary(widgets: list[Widget], general: str = "") -> dict[str, Any]:
    """All errors of a form at its top, each linking to its field; nothing where there is none."""
    return {"wrong": [held for held in widgets if held.error], "general": general}

"""Element widgets: what a page needs to show one field, and which control shows it. Others enter here."""

from yiwang.faces.elements.domain import CONTROLS, Option, Widget, options_of, posted_value

__all__ = ["CONTROLS", "Option", "Widget", "options_of", "posted_value"]

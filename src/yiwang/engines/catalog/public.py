"""Service items, materials, elements and themes; compiles a theme for one applicant. Others enter here."""

from .pure import Catalogue, Compiled, compile_item, compile_theme
from .selectors import catalogue, item_given_out_by, items_found, themes_found

__all__ = [
    "Catalogue",
    "Compiled",
    "catalogue",
    "compile_item",
    "compile_theme",
    "item_given_out_by",
    "items_found",
    "themes_found",
]

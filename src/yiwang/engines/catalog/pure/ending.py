"""Themes that end: which can be begun on a day, and what applicants are told of one that cannot."""

from collections.abc import Mapping
from datetime import date

from yiwang.engines.catalog.definitions import Theme
from yiwang.kernel.days import day_words

from .catalogue import Catalogue


def themes_open(catalogue: Catalogue, day: date) -> Mapping[str, Theme]:
    """Themes that can be begun on a day, by id."""
    return {key: theme for key, theme in catalogue.themes.items() if not theme.ended(day)}


def ending_words(catalogue: Catalogue, theme: Theme, day: date) -> str:
    """When a theme ends or ended, why, and what takes its place; empty where no end is known."""
    if theme.ends_on is None:
        return ""
    until = day_words(theme.ends_on)
    said = f"这件事受理到{until}为止，以后不再受理新的申请；已经提交的照原来的办完。"
    if not theme.ended(day):
        said = f"这件事受理到{until}，要办请在这以前提交；已经提交的照原来的办完。"
    other = catalogue.themes.get(theme.instead or "")
    return f"{said}{theme.ends_why}{f'以后请办“{other.title}”。' if other else ''}"

"""Editing definitions in the browser. Others enter here."""

__all__: list[str] = []

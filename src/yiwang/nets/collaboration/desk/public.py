"""Everybody's one inbox of tasks. Others enter here."""

__all__: list[str] = []

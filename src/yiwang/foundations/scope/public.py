"""Tells PostgreSQL who is asking: database role and row scope, set for one transaction. Others enter here."""

__all__: list[str] = []

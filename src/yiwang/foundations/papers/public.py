"""Typst to PDF, seals, and verification codes. Others enter here."""

__all__: list[str] = []

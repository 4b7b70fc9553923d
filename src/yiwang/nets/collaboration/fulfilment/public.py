"""Fees and refunds for those at work. Others enter here."""

__all__: list[str] = []

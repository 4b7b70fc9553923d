"""Fees, refunds and hand-overs for those at work. Others enter here."""

__all__: list[str] = []

"""Parties, accounts, hats, consents and mandates. Others enter here."""

__all__: list[str] = []

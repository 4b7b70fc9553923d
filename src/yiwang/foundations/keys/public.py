"""Encryption, blind indexes and key rotation for values that must not lie in clear. Others enter here."""

__all__: list[str] = []

"""Encrypted files: stored once, sniffed, limited, reached through grants. Others enter here."""

__all__: list[str] = []

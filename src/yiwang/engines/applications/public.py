"""Drafts, answers, prefill, materials, signatures, one submission. Others enter here."""

__all__: list[str] = []

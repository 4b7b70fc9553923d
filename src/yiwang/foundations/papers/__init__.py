"""Typst to PDF, seals, and verification codes."""

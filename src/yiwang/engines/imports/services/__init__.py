"""Trying, importing and comparing: each reads the source whole, and says what became of every row."""

"""Editing without tables: how an item is written, its form, its preview."""

"""Releases without tables: which edits an apply would undo."""

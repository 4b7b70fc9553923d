"""Rows of the pages."""

"""Reads of the window."""

"""Matters that are received here for another city to decide."""

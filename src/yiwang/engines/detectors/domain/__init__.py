"""Detectors without tables: the shapes as SQL."""

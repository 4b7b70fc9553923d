"""Yiwang: a city is a pack; Yiwang runs packs."""

__version__ = "0.1.0"

"""Arithmetic of the catalogue: graphs and values. Plain Python that knows no definitions."""

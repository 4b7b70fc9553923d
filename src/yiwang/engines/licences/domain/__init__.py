"""Licences in plain Python: states and codes."""

"""How often Python looks for rubbish: what is read at the start stays, and one request makes thousands of objects."""

THRESHOLDS = (20_000, 20, 50)
"""Collect after several requests, not several times in each; for a command or a test looking costs a tenth of it."""

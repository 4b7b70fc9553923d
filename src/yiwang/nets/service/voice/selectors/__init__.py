"""Reads of voice: rules, screens, reports, sentences."""

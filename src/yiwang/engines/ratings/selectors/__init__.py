"""Reads of ratings: the rules in force, what may be rated, what was said, and counts."""

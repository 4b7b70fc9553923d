"""Bodies, units and posts."""

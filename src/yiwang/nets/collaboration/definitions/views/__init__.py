"""Pages of the editors."""

"""Pages of mediation: asking, one's own, and those of who mediates."""

"""Pages of external systems."""

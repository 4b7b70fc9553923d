"""Steps done in another system, in all three ways."""

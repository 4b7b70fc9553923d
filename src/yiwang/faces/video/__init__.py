"""A video session as people and those at work read it: how far it is, what it came to, and what was noted."""

"""Calls: the exchange tells, seats answer, people are called back, recordings are kept closed."""

"""Acts on calls: what the exchange tells is taken, seats answer, give on, mark, call back, hear."""

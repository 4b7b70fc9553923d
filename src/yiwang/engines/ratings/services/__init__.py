"""Acts on ratings: ask, rate, doubt, contact, mend, forget."""

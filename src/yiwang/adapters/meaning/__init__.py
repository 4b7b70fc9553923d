"""Meaning of short Chinese texts by a small model that lies inside a wheel (the extra ``semantic``): no network."""

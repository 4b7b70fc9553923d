"""Applications in plain Python: keys, typed values, what is shown and what changed, seeds of cases."""

"""Beginning a check, and taking what its provider says."""

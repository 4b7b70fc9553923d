"""selectors of applications."""

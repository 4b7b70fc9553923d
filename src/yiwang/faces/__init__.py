"""Subject screens that several nets share. Views and templates; no tables."""

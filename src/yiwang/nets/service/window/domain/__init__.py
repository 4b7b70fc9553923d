"""Values and rules of the window that know no tables."""

"""Element widgets: one control per element type, with its label, hint, error and known value."""

"""Development tools; never shipped."""

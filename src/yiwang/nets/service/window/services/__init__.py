"""Acts of the window."""

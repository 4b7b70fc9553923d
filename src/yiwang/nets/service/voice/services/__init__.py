"""Acts of voice."""

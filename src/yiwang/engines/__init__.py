"""What runs definitions."""

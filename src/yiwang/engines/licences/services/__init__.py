"""Acts on licences: issuing, changing, showing, letting others use, verifying."""

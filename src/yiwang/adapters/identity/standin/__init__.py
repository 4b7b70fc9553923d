"""The labelled stand-in for an identity provider: one picks a demo person. Exists on demo sites only."""

"""Tells PostgreSQL who is asking: database role and row scope, set for one transaction."""

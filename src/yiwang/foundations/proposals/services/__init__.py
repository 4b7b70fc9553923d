"""Acts on proposals: drafting, checking, deciding, publishing. Each is one transaction with its audit event."""

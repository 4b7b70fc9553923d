"""Encrypted files: stored once, sniffed, limited, reached through grants."""

"""Encryption, blind indexes and key rotation for values that must not lie in clear."""

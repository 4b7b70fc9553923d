"""The arithmetic of a sealed log: canonical JSON, hashes, Merkle trees, receipts and verification.

No Django.
"""

"""Parties, accounts, hats, consents and mandates."""

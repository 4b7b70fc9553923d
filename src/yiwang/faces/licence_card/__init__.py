"""A licence as its holder and a verifier see it."""

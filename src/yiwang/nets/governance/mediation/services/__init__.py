"""Acts of mediation: a request is taken, sides are called, an agreement is signed, papers are made."""

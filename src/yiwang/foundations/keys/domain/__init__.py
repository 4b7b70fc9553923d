"""Plain cryptography of keys: tokens, blind indexes and the ring of versioned keys. No Django."""

"""Keys: versioned encryption of single values and files, blind indexes for equality search, rotation."""

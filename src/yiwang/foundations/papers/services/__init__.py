"""Acts of papers: rendering, sealing, issuing and looking up verification codes."""

"""Video sessions: the provider's contract, the way of both sides through a session, races, and the pages."""

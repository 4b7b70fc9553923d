"""实人核验: whether who signs from afar is the person he is signed in as. The result is kept, never an image."""

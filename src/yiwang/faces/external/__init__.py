"""Work with other systems as those at work read it: steps done there, with the card, and what they were not told."""

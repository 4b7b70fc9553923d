"""Pages of the knowledge base for those at work: looking up, writing, reviewing, withdrawing."""

"""Acts: wish, prepare, send, hand over at a counter, take a carrier's notice, tell the case."""

"""One real matter, all the way, in a browser."""

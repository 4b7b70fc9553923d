"""One net to be served by (一网通办)."""

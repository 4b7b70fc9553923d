"""One net to govern by (一网统管)."""

"""Publicity without tables: what one line shows, and what is said when something is refused."""

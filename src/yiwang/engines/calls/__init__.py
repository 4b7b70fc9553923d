"""Calls of a centre: rung, answered, called back, recorded; whose seat is in which state. Of cases it knows ids."""

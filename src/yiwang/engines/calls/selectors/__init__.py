"""Reads of calls; every one asks first whether the hat is of the centre."""

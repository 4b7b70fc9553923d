"""Reads of the hotline: rules in force, the units that take a demand, how far it has got."""

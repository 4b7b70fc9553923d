"""Wires everything: settings, urls, commands, database. The only place that knows everything."""

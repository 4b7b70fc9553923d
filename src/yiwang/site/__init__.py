"""Wires everything: settings, urls, commands, the database supervisor. The only place that knows everything."""

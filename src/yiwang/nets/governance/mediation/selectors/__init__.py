"""Reads of mediation: rules in force, who takes a request, requests in hand, agreements."""

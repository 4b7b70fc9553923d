"""Mediation without tables: what is asked for, where danger is, when an agreement is signed by everybody."""

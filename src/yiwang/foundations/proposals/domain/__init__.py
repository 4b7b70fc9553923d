"""Proposals without tables: which act leads where, and who may do it."""

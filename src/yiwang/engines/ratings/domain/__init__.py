"""Ratings without tables: doubts, tokens, replies by text message."""

"""Answers in approved words (口径): who owns them, from when until when they hold, and finding them."""

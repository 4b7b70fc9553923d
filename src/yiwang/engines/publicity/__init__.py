"""Publicity: which decisions the public reads, which fields of them, how long, and how they are mended."""

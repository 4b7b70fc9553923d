"""Voice without tables: sentences that are alike, screens as facts."""

"""Voice without tables: sentences that are alike, screens as facts, numbers to ask by."""

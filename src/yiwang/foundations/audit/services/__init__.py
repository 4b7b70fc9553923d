"""Acts of audit: writing the log, sealing, verifying, erasing by lawful order."""

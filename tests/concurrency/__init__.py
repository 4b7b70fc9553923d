"""What must hold when processes fail or meet."""

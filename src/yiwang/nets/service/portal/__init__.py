"""What citizens and enterprises see and use."""

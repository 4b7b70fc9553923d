"""Acts of notices: sending, delivering, marking as read."""

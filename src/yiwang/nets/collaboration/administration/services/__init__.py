"""What administration does by itself: telling heads about the review, and closing it."""

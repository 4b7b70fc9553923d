"""Steps done in another system as those at work read them: both numbers, how far, and the card that is carried over."""

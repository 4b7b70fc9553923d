"""What is applied, accounts and hats, the yearly review, audit search, health. Others enter here."""

from .services.reviewing import reviews_turn

__all__ = ["reviews_turn"]

"""A licence as its holder and as a verifier see it. Others enter here."""

from yiwang.faces.licence_card.domain import card_of, verified_rows

__all__ = ["card_of", "verified_rows"]

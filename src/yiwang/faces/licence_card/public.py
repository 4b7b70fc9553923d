"""A licence as its holder and as a verifier see it. Others enter here."""

from yiwang.faces.licence_card.domain import Card, card_of, verified_rows

__all__ = ["Card", "card_of", "verified_rows"]

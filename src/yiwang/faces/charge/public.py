"""A charge as a card. Others enter here."""

from yiwang.faces.charge.domain import charge_card

__all__ = ["charge_card"]

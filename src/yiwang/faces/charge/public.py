"""A charge as a card. Others enter here."""

from yiwang.faces.charge.domain import ChargeCard, FeeLine, charge_card

__all__ = ["ChargeCard", "FeeLine", "charge_card"]

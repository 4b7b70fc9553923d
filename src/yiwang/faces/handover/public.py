"""A hand-over as a card. Others enter here."""

from yiwang.faces.handover.domain import handover_card

__all__ = ["handover_card"]

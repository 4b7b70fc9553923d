"""A hand-over as a card. Others enter here."""

from yiwang.faces.handover.domain import HandoverCard, handover_card

__all__ = ["HandoverCard", "handover_card"]

"""What the page of external systems shows of the telling of partners."""

from dataclasses import dataclass
from datetime import datetime

from yiwang.engines.externals.public import partner_bound, partners_telling, told_troubled
from yiwang.kernel.actor import Actor


@dataclass(frozen=True)
class ToldLine:
    """One turn that did not go through: refused, or nobody there and tried again at ``next_at``."""

    id: int
    partner: str
    case_number: str
    word: str
    trouble: str
    refused: bool
    next_at: datetime
    can_again: bool


@dataclass(frozen=True)
class PartnerLine:
    """A partner that is told of turns, and where its stand-in shows what arrived."""

    title: str
    is_connected: bool
    is_demo: bool
    page: str


def told_lines(actor: Actor) -> list[ToldLine]:
    """What did not go through of the cases that an actor may see."""
    held = partners_telling()
    return [
        ToldLine(
            one.id, held[one.partner].title if one.partner in held else one.partner, one.case_number, one.word,
            one.trouble, one.refused_at is not None, one.next_at, one.unit_id in actor.own_units,
        )
        for one in told_troubled(actor)
    ]  # fmt: skip


def partner_lines() -> list[PartnerLine]:
    """The partners of the pack in force that are told of turns."""
    return [_partner(one.title, one.tells.gateway) for one in partners_telling().values() if one.tells]


def _partner(title: str, gateway: str) -> PartnerLine:
    bound = partner_bound(gateway)
    if bound is None:
        return PartnerLine(title, False, False, "")
    return PartnerLine(title, True, bound.is_demo, bound.page())

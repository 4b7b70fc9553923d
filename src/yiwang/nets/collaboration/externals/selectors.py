"""What the page of external systems shows of the partners that are told."""

from dataclasses import dataclass

from yiwang.engines.externals.public import partner_bound, partners_telling


@dataclass(frozen=True)
class PartnerLine:
    """A partner that is told of turns, and where its stand-in shows what arrived."""

    title: str
    is_connected: bool
    is_demo: bool
    page: str


def partner_lines() -> list[PartnerLine]:
    """The partners of the pack in force that are told of turns."""
    return [_partner(one.title, one.tells.gateway) for one in partners_telling().values() if one.tells]


def _partner(title: str, gateway: str) -> PartnerLine:
    bound = partner_bound(gateway)
    if bound is None:
        return PartnerLine(title, False, False, "")
    return PartnerLine(title, True, bound.is_demo, bound.page())

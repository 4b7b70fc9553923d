"""Clerks of a partner's hall (跨省、跨城通办): which matters they may receive, and what is agreed on each, in words."""

from dataclasses import dataclass
from datetime import datetime

from yiwang.engines.applications.public import DraftView
from yiwang.engines.catalog.public import catalogue
from yiwang.engines.catalog.pure import (
    MEANINGS,
    MODES,
    ORIGINALS,
    SCOPES,
    AgreedItem,
    Partner,
    partner_of,
)
from yiwang.foundations.releases.public import world

from ..domain.attending import RESULTS, AttendingRefused
from .attending import targets
from .entrusted import entrusted_on, entrusted_told, refuse_unagreed


@dataclass(frozen=True)
class AgreedRow:
    """One item that the partner's hall receives, as its clerk reads it."""

    title: str
    mode: str
    meaning: str
    originals: str


@dataclass(frozen=True)
class Crossing:
    """What a partner's hall receives on a day, by item; nothing once the agreement is over."""

    partner: Partner
    agreed: dict[str, AgreedItem]

    @property
    def scope(self) -> str:
        """Across which border, in words."""
        return SCOPES[self.partner.scope]

    @property
    def results(self) -> str:
        """How results reach applicants, in words."""
        return "、".join(RESULTS[way] for way in self.partner.results)

    def results_on(self, target: str) -> str:
        """How the result of this target reaches the applicant: of the partner's ways, those that its items have."""
        items = catalogue().items
        ways = {receipt.place for one in self.on(target) for receipt in items[one.item].handout}
        return "、".join(RESULTS[way] for way in self.partner.results if way in ways)

    @property
    def rows(self) -> list[AgreedRow]:
        """Item by item, in words."""
        items = catalogue().items
        return [
            AgreedRow(items[key].title, MODES[one.mode], MEANINGS[one.mode], ORIGINALS[one.originals])
            for key, one in self.agreed.items()
        ]

    def targets(self, now: datetime) -> dict[str, str]:
        """Everything that may be received now: title → ``item:…``, or a theme all of whose items are agreed."""
        return {title: target for title, target in targets(now).items() if self.on(target)}

    def on(self, target: str) -> list[AgreedItem]:
        """What is agreed on each item of a target; empty unless on all of them."""
        kind, _, key = target.partition(":")
        items = [key] if kind == "item" else [member.item for member in catalogue().themes[key].members]
        found = [self.agreed[item] for item in items if item in self.agreed]
        return found if len(found) == len(items) else []


def crossing_of(unit: str, now: datetime) -> Crossing | None:
    """What the partner of a unit receives at an instant; None for units of the city's own."""
    live = world()
    partner = partner_of(live, unit)
    if partner is None:
        return None
    day = live.day_at(now)
    held = {one.item: one for one in partner.items if partner.agreed(one.item, day)}
    return Crossing(partner, held)


def refuse_beyond(unit: str, target: str, title: str, now: datetime) -> None:
    """Raises AttendingRefused if no agreement in force names it: at a partner's unit, or for a partner at ours."""
    crossing = crossing_of(unit, now)
    if crossing is None:
        refuse_unagreed(target, title, now)
        return
    if crossing.on(target):
        return
    if not crossing.agreed:
        raise AttendingRefused(
            f"与{crossing.partner.title}的通办协议今天不在有效期内，不能收件。请申请人在网上提交，或联系协议双方。"
        )
    raise AttendingRefused(
        f"“{title}”不在与{crossing.partner.title}的通办协议里，不能在这里收件。"
        "请申请人在网上提交，或到办理地的大厅递交。"
    )


def agreed_on(unit: str, target: str, now: datetime) -> list[AgreedItem] | None:
    """What was agreed on a target that a unit receives across a border, either way; None where nothing crosses one."""
    crossing = crossing_of(unit, now)
    if crossing is not None:
        return crossing.on(target)
    return [agreed for _, agreed in entrusted_on(target, now)] or None


def crossing_told(unit: str, target: str, view: DraftView, now: datetime) -> str:
    """What the receipt says of a matter that crosses a border: both halls, who decides; "" where none is crossed."""
    crossing = crossing_of(unit, now)
    if crossing is None:
        return entrusted_told(unit, target, view, now)
    modes = "、".join(sorted({MODES[one.mode] for one in crossing.on(target)}))
    halls = (spot.name for item in view.items for spot in item.receive if spot.kind == "hall" and spot.name)
    here = next(halls, "")
    passed = f"，与{here}对接" if here else ""
    return (
        f"{crossing.scope}（{modes}）：由{crossing.partner.title}代收{passed}，"
        f"由办理机关决定，代收的大厅不审批。结果领取：{crossing.results_on(target)}。"
    )

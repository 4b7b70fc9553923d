"""What this city's counters receive for other places (代收): whose it is, what was agreed, in words.

The other direction, halls elsewhere that receive for us, stands in ``crossing``.
"""

from dataclasses import dataclass
from datetime import datetime

from yiwang.engines.applications.public import DraftView
from yiwang.engines.catalog.public import catalogue
from yiwang.engines.catalog.pure import MODES, ORIGINALS, SCOPES, AgreedItem, Item, Partner, entrusted_by
from yiwang.foundations.organisations.public import unit_names
from yiwang.foundations.releases.public import world

from ..domain.attending import RESULTS, AttendingRefused


@dataclass(frozen=True)
class EntrustedRow:
    """One item that is received here for a partner, as the clerk reads it."""

    title: str
    partner: str
    decides: str
    mode: str
    originals: str


def entrusted_rows(now: datetime) -> list[EntrustedRow]:
    """Everything that is received here for others on this day, by title."""
    day = world().day_at(now)
    found = [(item, entrusted_by(world(), item, day)) for item in catalogue().items.values()]
    rows = [_row(item, *agreed) for item, agreed in found if agreed]
    return sorted(rows, key=lambda row: row.title)


def _row(item: Item, partner: Partner, agreed: AgreedItem) -> EntrustedRow:
    decides = item.elsewhere.body if item.elsewhere else ""
    return EntrustedRow(item.title, partner.title, decides, MODES[agreed.mode], ORIGINALS[agreed.originals])


def decided_elsewhere(target: str) -> list[Item]:
    """The items of a target on which a partner's body decides."""
    kind, _, key = target.partition(":")
    held = catalogue()
    ids = [key] if kind == "item" else [member.item for member in held.themes[key].members]
    return [held.items[one] for one in ids if held.items[one].elsewhere]


def entrusted_on(target: str, now: datetime) -> list[tuple[Partner, AgreedItem]]:
    """What was agreed on each item of a target that is received here for others; none of our own."""
    day = world().day_at(now)
    found = (entrusted_by(world(), item, day) for item in decided_elsewhere(target))
    return [one for one in found if one]


def refuse_unagreed(target: str, title: str, now: datetime) -> None:
    """Raises AttendingRefused if somebody elsewhere decides and no agreement is in force."""
    if len(entrusted_on(target, now)) < len(decided_elsewhere(target)):
        raise AttendingRefused(
            f"“{title}”由外地的机关决定，通办协议今天不在有效期内，不能代收。请申请人直接向决定的机关申请。"
        )


def entrusted_told(unit: str, target: str, view: DraftView, now: datetime) -> str:
    """What page and receipt say of a matter received for others: both names, who decides; "" for our own."""
    agreed = entrusted_on(target, now)
    if not agreed:
        return ""
    partner, first = agreed[0]
    bodies = "、".join(
        dict.fromkeys(item.elsewhere.body for item in decided_elsewhere(target) if item.elsewhere)
    )
    here = unit_names([unit]).get(unit, unit)
    ways = {spot.kind for item in view.items for spot in item.handout}
    results = "、".join(word for way, word in RESULTS.items() if way in ways)
    return (
        f"{SCOPES[partner.scope]}（{MODES[first.mode]}）：由{here}替{partner.title}代收，转送{bodies}决定，"
        f"本市不审批。用本凭证上的编号查进度。结果由决定的机关送达：{results}。"
    )

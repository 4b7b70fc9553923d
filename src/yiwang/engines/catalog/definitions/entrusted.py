"""What is checked where this city only receives (代收): agreed with a partner, passed on, never decided here."""

from collections.abc import Iterable, Iterator
from typing import Any

from yiwang.loader import Complaint, World

COUNTERS = frozenset({"hall", "town", "village", "online"})
"""Where a partner's item may be received; a third city's hall is none of ours."""

BY_PEOPLE = ("step", "unit", "party")


def check_entrusts(partner: Any, world: World) -> Iterator[Complaint]:
    """Each item that we receive for a partner names it, goes to its system, and is received at our counters."""
    if partner.entrusts and partner.system is None:
        what = f"替“{partner.title}”收的件没有写怎样送过去。"
        yield _wrong(what, "在 system 写一个外部系统（external-systems/）。", "partner.system", ("system",))
    for place, agreed in enumerate(partner.entrusts):
        item = world.find("item", agreed.item)
        if item is not None:
            yield from _entrusted(partner, item, world, ("entrusts", place))


def _entrusted(partner: Any, item: Any, world: World, path: tuple[str | int, ...]) -> Iterator[Complaint]:
    if item.elsewhere is None or item.elsewhere.partner != partner.id:
        what = f"替“{partner.title}”收“{item.title}”，但这个事项没有写由它那里的机关决定。"
        yield _wrong(what, f"在事项里写 elsewhere，partner 写 {partner.id}。", "partner.elsewhere", path)
    places = {receipt.place for receipt in item.receive}
    if not places or places - COUNTERS:
        what = f"“{item.title}”替外地收，收件地点只能是本市的大厅、镇街、村居或者网上。"
        yield _wrong(what, "改事项的 receive。", "partner.entrusted_receive", path)
    yield from _passed_on(partner, item, world, path)


def _passed_on(partner: Any, item: Any, world: World, path: tuple[str | int, ...]) -> Iterator[Complaint]:
    """The partner's system is sent it and answers itself: a card would have our people enter the decision."""
    system: Any = world.find("external_system", partner.system or "")
    if system is None:
        return
    if system.way == "card":
        what = f"“{system.title}”用转录卡，结果由本市的人填，等于由本市作决定。"
        yield _wrong(what, "替外地收的件用 api 或 file 往来。", "partner.card", ("system",))
    if system.way == "api" and not system.recall:
        what = f"申请人撤回“{item.title}”时，没有写怎样告诉“{system.title}”停办。"
        yield _wrong(what, "在这个外部系统写 recall。", "partner.recall", ("system",))
    if not any(served.case_type == item.case_type and item.id in served.items for served in system.serves):
        what = f"“{item.title}”收了以后不会送到“{system.title}”。"
        yield _wrong(what, "在这个外部系统的 serves 里写上这个事项。", "partner.unserved", path)


def check_elsewhere(item: Any, world: World) -> Iterator[Complaint]:
    """An item decided elsewhere stands in the partner's agreement, and no official of ours can decide on it."""
    if item.elsewhere is None:
        return
    partner: Any = world.find("partner", item.elsewhere.partner)
    if partner is not None and item.id not in {one.item for one in partner.entrusts}:
        what = f"“{item.title}”由“{partner.title}”那里的机关决定，但协议里没有这个事项。"
        yield _wrong(what, "在 partners 里这个协议的 entrusts 写上它。", "item.not_entrusted", ("elsewhere",))
    for label in _deciding(world.find("case_type", item.case_type)):
        what = f"“{item.title}”由外地机关决定，但办件流程的“{label}”可以由本市的人办。"
        yield _wrong(
            what, "换成只收件、转送的流程（如 entrusted_item）。", "item.decided_here", ("case_type",)
        )


def _deciding(held: Any) -> Iterable[str]:
    """Acts of people of ours that give a result or refuse one."""
    for act in held.acts.values() if held is not None else ():
        state = held.states.get(act.to)
        decides = state is not None and (state.gives_result or state.outcome in ("result", "refused"))
        if decides and any(getattr(one, kind) for one in act.by for kind in BY_PEOPLE):
            yield act.label


def _wrong(what: str, mend: str, code: str, path: tuple[str | int, ...]) -> Complaint:
    return Complaint(what, mend, code, path)

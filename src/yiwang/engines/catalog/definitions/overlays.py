"""What a deciding body lays over an item, what a city adapts in it, and how often a theme is used."""

from collections.abc import Iterator, Sequence
from typing import Annotated

from pydantic import Field

from yiwang.loader import Adaptation, Complaint, Definition, Part, Ref, Sourced, World

from .common import Name, Sentence, TimeLimit
from .items import Item, Place, Receipt


class Overlay(Definition, Sourced):
    """One row of ``overlays/<body>.csv``: this body's own limit, place, hours, phone and seal for one item.

    Attributes:
        body: id of the deciding body; the file's name.
        item: the item it is laid over.
        limit: its own promise; empty for the item's.
    """

    body: str = ""
    item: Annotated[str, Ref("item")]
    limit: str = ""
    address: str = ""
    window: str = ""
    hours: str = ""
    phone: str = ""
    seal: str = ""


class Relaxed(Part):
    """A material line that a city relaxes: no longer required, or may come later."""

    party: Name
    material: Annotated[str, Ref("material")]
    drop: bool = False
    exempt: str = ""


class ItemAdapt(Part):
    """What an extending pack may change in an item: unit, limits, visits, places; materials only relaxed."""

    promised: TimeLimit | None = None
    onsite_visits: Annotated[int, Field(ge=0)] | None = None
    onsite_reason: str | None = None
    visit_waived_when: str | None = None
    skip_when: str | None = None
    receive: tuple[Receipt, ...] | None = None
    handout: tuple[Receipt, ...] | None = None
    decide: Place | None = None
    materials: tuple[Relaxed, ...] = ()


PLAIN = (
    "promised",
    "onsite_visits",
    "onsite_reason",
    "visit_waived_when",
    "skip_when",
    "receive",
    "handout",
    "decide",
)


def _adapted(item: Item, adapt: ItemAdapt) -> Item | Sequence[Complaint]:
    complaints = [*_strangers(item, adapt)]
    if complaints:
        return complaints
    changes = {name: getattr(adapt, name) for name in PLAIN if getattr(adapt, name) is not None}
    return item.model_copy(update={**changes, "materials": _relaxed(item, adapt)})


def _strangers(item: Item, adapt: ItemAdapt) -> Iterator[Complaint]:
    held = {(line.party, line.material) for line in item.materials}
    for place, line in enumerate(adapt.materials):
        if (line.party, line.material) not in held:
            what = f"事项“{item.title}”原来没有材料“{line.party}.{line.material}”，调整时不能增加材料。"
            yield Complaint(
                what, "只写原有的材料；确需增加时整份替换该事项。", "item.adapt", ("materials", place)
            )


def _relaxed(item: Item, adapt: ItemAdapt) -> tuple[object, ...]:
    by_key = {(line.party, line.material): line for line in adapt.materials}
    kept = []
    for line in item.materials:
        relaxed = by_key.get((line.party, line.material))
        if relaxed is None:
            kept.append(line)
        elif not relaxed.drop:
            kept.append(line.model_copy(update={"exempt": relaxed.exempt or line.exempt}))
    return tuple(kept)


ITEM_ADAPTATION = Adaptation(ItemAdapt, _adapted)


class Volume(Definition):
    """How many applications a theme had in a period: the weight of the city's saving."""

    theme: Annotated[str, Ref("theme")]
    applications: Annotated[int, Field(ge=0)]
    period: Sentence
    note: str = ""


def check_overlay(overlay: Overlay, world: World) -> Iterator[Complaint]:
    """An overlay's limit must be a limit, and no longer than the statutory one."""
    item: Item = world.get("item", overlay.item)
    try:
        own = (
            TimeLimit(limit=overlay.limit, source=overlay.source, status=overlay.status)
            if overlay.limit
            else None
        )
        days = own.in_working_days() if own else None
    except ValueError:
        what = f"“{overlay.limit}”不是期限。"
        yield Complaint(what, "写成“3个工作日”的样子。", "overlay.limit", ("limit",))
        return
    if days is not None and item.statutory and days > item.statutory.in_working_days():
        what = f"“{item.title}”的承诺 {overlay.limit} 长于法定的 {item.statutory.limit}。"
        yield Complaint(what, "承诺时限不得长于法定时限。", "overlay.limit", ("limit",))

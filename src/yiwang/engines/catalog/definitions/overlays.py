"""What a deciding body lays over an item, what a city adapts in it, and how often a theme is used."""

from collections.abc import Iterator, Sequence
from typing import Annotated, Any

from pydantic import Field, field_validator

from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.kernel.worktime import Limit, Unit
from yiwang.loader import Adaptation, Complaint, Definition, Part, Ref, Sourced, World

from .common import IN_BRACES, Name, Sentence, TimeLimit
from .faq import Faq
from .items import Item, Place, Receipt

PATTERN_FIELDS = ("address", "window", "hours", "phone", "seal")
PATTERN_WORDS = {"code", "local", "division", "place", "path", "body"}


EVERY_ITEM = "*"
"""In the first column: the row speaks of every item of the body."""

ITEM_OR_EVERY = r"\*|[A-Za-z0-9][A-Za-z0-9._-]*"


class Overlay(Definition, Sourced):
    """One row of ``overlays/<body>.csv``: a body's own limit, place, hours, phone and seal for one item.

    A file named by a function instead (``overlays/market.csv``) speaks of every body of that function, a row ``*``
    of every item; the nearer row wins cell by cell. Texts may hold what ``organisations.yaml`` may (``{code}``,
    ``{division}``, ``{place}``, ``{path}``, ``{local}``), and ``{body}``, the body's name.

    Attributes:
        body: id of the deciding body, or a function; the file's name.
        item: the item it is laid over; "" for every item.
        limit: its own promise in working days; empty for the item's.
    """

    body: str = ""
    item: Annotated[str, Ref("item")] = ""
    limit: str = ""
    address: str = ""
    window: str = ""
    hours: str = ""
    phone: str = ""
    seal: str = ""

    @field_validator("item", mode="before")
    @classmethod
    def _every(cls, written: Any) -> Any:
        return "" if written == EVERY_ITEM else written

    def promise(self) -> TimeLimit | None:
        """Its own limit with its source; None if it keeps the item's."""
        if not self.limit:
            return None
        named = {name: getattr(self, name) for name in Sourced.model_fields}
        return TimeLimit(limit=self.limit, **named)


class Relaxed(Part):
    """A material line that a city relaxes: no longer required, or may come later."""

    party: Name
    material: Annotated[str, Ref("material")]
    drop: bool = False
    exempt: str = ""


class ItemAdapt(Part):
    """What an extending pack may change in an item: unit, limits, visits, places, questions; materials only relaxed.

    Attributes:
        exceptions: the item's ``jurisdiction.exceptions``, whole: function zones are the city's own.
        faq: the item's questions and answers, whole: what people ask differs from city to city.
    """

    promised: TimeLimit | None = None
    onsite_visits: Annotated[int, Field(ge=0)] | None = None
    onsite_reason: str | None = None
    visit_waived_when: str | None = None
    skip_when: str | None = None
    receive: tuple[Receipt, ...] | None = None
    handout: tuple[Receipt, ...] | None = None
    decide: Place | None = None
    exceptions: dict[str, str] | None = None
    faq: tuple[Faq, ...] | None = None
    materials: tuple[Relaxed, ...] = ()


ADAPTABLE = (
    "promised",
    "onsite_visits",
    "onsite_reason",
    "visit_waived_when",
    "skip_when",
    "receive",
    "handout",
    "decide",
    "faq",
)


def _adapted(item: Item, adapt: ItemAdapt) -> Item | Sequence[Complaint]:
    complaints = [*_strangers(item, adapt)]
    if complaints:
        return complaints
    changes = {name: getattr(adapt, name) for name in ADAPTABLE if getattr(adapt, name) is not None}
    if adapt.exceptions is not None:
        changes["jurisdiction"] = item.jurisdiction.model_copy(update={"exceptions": adapt.exceptions})
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
    """An overlay belongs to a body or a function, has a sound limit, and says nothing that cannot be filled in."""
    yield from _check_body(overlay, world)
    yield from _check_words(overlay)
    if not overlay.limit:
        return
    if not overlay.item:
        what = f"“{overlay.body}”给所有事项写了同一个期限“{overlay.limit}”。"
        yield Complaint(what, "期限按事项写；“*”一行不写 limit。", "overlay.every_limit", ("limit",))
    else:
        yield from _check_promise(overlay, world.get("item", overlay.item))


def _check_body(overlay: Overlay, world: World) -> Iterator[Complaint]:
    tree = OrganisationTree.of(world) if world.all("organisations") else None
    if tree and tree.bodies and overlay.body not in tree.bodies and overlay.body not in tree.functions:
        what = f"没有单位或职能叫“{overlay.body}”。"
        mend = "文件名写单位的编号（只管这一个单位），或职能（管它的每个单位）。"
        yield Complaint(what, mend, "overlay.body", ("item",))


def _check_words(overlay: Overlay) -> Iterator[Complaint]:
    for name in PATTERN_FIELDS:
        strange = set(IN_BRACES.findall(getattr(overlay, name))) - PATTERN_WORDS
        if strange:
            what = f"“{'、'.join(sorted(strange))}”不是可以代入的词。"
            yield Complaint(what, f"可以写 {'、'.join(sorted(PATTERN_WORDS))}。", "overlay.word", (name,))


def _check_promise(overlay: Overlay, item: Item) -> Iterator[Complaint]:
    try:
        unit = Limit.parse(overlay.limit).unit
    except ValueError:
        what = f"“{overlay.limit}”不是期限。"
        yield Complaint(what, "写成“3个工作日”的样子。", "overlay.limit", ("limit",))
        return
    own, statutory = overlay.promise(), item.statutory
    if unit is not Unit.WORKING_DAY:
        what = f"“{overlay.limit}”不是工作日，无法与别的事项相加。"
        yield Complaint(what, "写成“3个工作日”的样子。", "overlay.limit", ("limit",))
    elif own and statutory and own.in_working_days() > statutory.in_working_days():
        what = f"“{item.title}”的承诺 {overlay.limit} 长于法定的 {statutory.limit}。"
        yield Complaint(what, "承诺时限不得长于法定时限。", "overlay.limit", ("limit",))

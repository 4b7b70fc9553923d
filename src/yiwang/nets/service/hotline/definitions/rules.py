"""What a pack says about the hotline: ``hotline/<id>.yaml``. Limits are parameters of their own."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from yiwang.engines.calls.pure import CALL_CENTRE
from yiwang.engines.cases.pure import Figure, figure_complaints
from yiwang.engines.learning.pure import LEARNING_RULES
from yiwang.loader import Complaint, Definition, Kind, Names, Part, Ref, Sourced, World

DEFAULT = "city"
"""Id of the rules in force."""

LEARNT_FROM = "hotline"
"""The history of demands, as ``learning/`` names it."""

GROUND_ACT, GROUND_FIELD = "not_accept", "ground"
"""The act of a case type that does not accept, and its field that names the ground."""


class HotlineLimit(Sourced):
    """A number with its unit, source and status."""

    value: float = Field(ge=0)
    unit: str


class VoiceRules(Part):
    """Voices that may go with a demand: kinds of files by their content, how long, how large (MB), how many."""

    kinds: tuple[Literal["webm", "m4a", "ogg", "mp3", "wav"], ...] = Field(min_length=1)
    seconds: HotlineLimit
    largest: HotlineLimit
    notes: HotlineLimit


class PhoneCorrections(Sourced):
    """Who mends the phone that a caller left, and on what: never who he is, and a phone proves nobody.

    Attributes:
        may: permission words; a seat with one of them.
        by: what a caller shows → its name. ``ask_number``: the number to ask by; ``old_phone``: name and phone as left,
            which never serves where a caller is protected.
    """

    may: Names = Field(min_length=1)
    by: dict[Literal["ask_number", "old_phone"], str] = Field(min_length=1)


class DemandType(Part):
    """A type of demand (诉求类型).

    Attributes:
        limit: the parameter with the working days in which it is to be dealt with.
        case_type: the case type that is opened.
        guarded: a class of its own: other posts deal with it, and who called is shown only with a second person.
        note: what is special about it, for those at work.
    """

    label: str
    limit: Annotated[str, Ref("parameter")]
    case_type: Annotated[str, Ref("case_type")]
    guarded: bool = False
    note: str = ""


class NotAccepted(Sourced):
    """What the hotline does not take (不予受理).

    Attributes:
        channel: the right channel, as it is written into the case.
        say: what is said aloud to the caller.
        words: what callers say of it; while it is typed, the seat is shown what to say.
        urgent: to be said at once, before anything is written.
    """

    label: str
    channel: str
    say: str
    words: Names = ()
    urgent: bool = False


class MergedLine(Sourced):
    """A line that was merged into the hotline (归并专线), with the function whose matter it was."""

    label: str
    function: str


class Category(Part):
    """A category of demands with those within it, by id."""

    label: str
    within: dict[str, str] = Field(min_length=1)


class Repeats(Part):
    """When a demand may be one that somebody made already: in the last days, with so many pairs of signs alike."""

    days: HotlineLimit
    alike: HotlineLimit


class HotlineRules(Definition):
    """热线规则.

    Attributes:
        function: whose bodies run the hotline, near the place first.
        superiors: functions of the bodies that take a demand about a body below them, the first that there is.
        types, channels, lines, categories: by id.
        figures: what is measured, by id; each is shown with its definition.
        spoken_lines: lines whose callers are told the result by voice.
        words_length: signs of what somebody tells, at most.
        web_per_day: demands that one network address may send in a day, against floods.
        photos: pictures that may go with a demand, at most.
        voice: voices that may go with one; None where nobody listens to them.
        not_accepted: by id; the same grounds as the case types' acts offer.
        merged_lines: by their number.
        repeats: what is shown beside a demand while it is typed; None nothing.
        told_types: case types that callers are told of on the phone, once they said who they are.
        call_centre: the centre whose calls are taken here; "" where the seats work without a telephone exchange.
        corrections: of phones that callers left; None where nobody mends them in a call.
        caller_acts: acts of these types that a seat does for such a caller; none of them asks for anything.
    """

    title: str
    function: str
    superiors: tuple[str, ...]
    types: dict[str, DemandType] = Field(min_length=1)
    channels: dict[str, str] = Field(min_length=1)
    lines: dict[str, str] = Field(min_length=1)
    spoken_lines: tuple[str, ...] = ()
    words_length: HotlineLimit
    web_per_day: HotlineLimit
    photos: HotlineLimit
    voice: VoiceRules | None = None
    not_accepted: dict[str, NotAccepted]
    merged_lines: dict[str, MergedLine] = Field(default_factory=dict)
    categories: dict[str, Category] = Field(min_length=1)
    figures: dict[str, Figure] = Field(default_factory=dict)
    repeats: Repeats | None = None
    told_types: tuple[Annotated[str, Ref("case_type")], ...] = ()
    call_centre: Annotated[str, Ref("call_centre")] = ""
    caller_acts: Names = ()
    corrections: PhoneCorrections | None = None

    def is_guarded(self, key: str) -> bool:
        """Whether a type is a class of its own; one that the rules no longer know stays closed."""
        held = self.types.get(key)
        return held is None or held.guarded

    def is_protected(self, key: str, *, about: bool, unseen: bool) -> bool:
        """Whether no unit may hear who demands it, and nothing is learnt from it or asked of others for it.

        Args:
            key: the type of the demand.
            about: it is about a body.
            unseen: its caller is anonymous or wants to be kept secret.
        """
        return about or unseen or self.is_guarded(key)

    @property
    def open_types(self) -> list[str]:
        """The types of demands that may be counted, compared and shown: known to the rules, and no class of their own.

        Whoever leaves demands out asks for these, so that one of a type that a pack has since dropped stays closed.
        """
        return [key for key, held in self.types.items() if not held.guarded]

    @property
    def plain_case_types(self) -> list[str]:
        """The case types of all other demands."""
        return sorted({one.case_type for one in self.types.values() if not one.guarded})

    def category_label(self, key: str) -> str:
        """The name of a category, with that of the one around it; "" for none of the rules."""
        for held in self.categories.values():
            if key in held.within:
                return f"{held.label} › {held.within[key]}"
        return ""


def hotline_complaints(held: HotlineRules, world: World) -> Iterator[Complaint]:
    """Grounds are those that the acts offer; lines named twice exist; categories are named once."""
    for key in sorted({one.case_type for one in held.types.values()}):
        yield from _grounds(held, world, key)
    types = {one.case_type: world.get("case_type", one.case_type) for one in held.types.values()}
    yield from figure_complaints(held.figures, types)
    for line in held.spoken_lines:
        if line not in held.lines:
            yield _wrong(f"没有名为“{line}”的专线。", "改成 lines 里的一条。", "line", "spoken_lines")
    centre = world.find(CALL_CENTRE, held.call_centre) if held.call_centre else None
    for line in sorted(set(centre.lines.values()) - set(held.lines)) if centre else ():
        what = f"呼叫中心的专线“{line}”不在热线的 lines 里。"
        yield _wrong(what, "两处写同样的专线。", "centre_line", "call_centre")
    yield from _caller_acts(held, world)
    ids = [key for one in held.categories.values() for key in one.within]
    for key in sorted({key for key in ids if ids.count(key) > 1}):
        yield _wrong(f"分类“{key}”写了两遍。", "给其中一个换一个编号。", "category_twice", "categories")
    learnt = world.find(LEARNING_RULES, LEARNT_FROM)
    for key in sorted((learnt.alone if learnt else {}).keys() - set(ids)):
        what = f"learning/{LEARNT_FROM}.yaml 的 alone 写了“{key}”，热线没有这个分类。"
        yield _wrong(what, "改正 alone，或者去掉这一条。", "alone_category", "categories")


def _caller_acts(held: HotlineRules, world: World) -> Iterator[Complaint]:
    """Acts that a seat does for a caller stand in a type he is told of, and ask for nothing."""
    acts = [world.get("case_type", key).acts for key in held.told_types]
    for name in held.caller_acts:
        found = [one[name] for one in acts if name in one]
        if not found or any(field.required for act in found for field in act.data.values()):
            what = f"“{name}”不是 told_types 里的类型都不用填写就能办的动作。"
            yield _wrong(what, "改成没有必填栏目的动作，或者去掉。", "caller_act", "caller_acts")


def _grounds(held: HotlineRules, world: World, case_type: str) -> Iterator[Complaint]:
    """What the clerk chooses and what is said aloud must be the same grounds, under the same names."""
    acts = world.get("case_type", case_type).acts
    field = acts[GROUND_ACT].data.get(GROUND_FIELD) if GROUND_ACT in acts else None
    offered = dict(field.options) if field else {}
    if offered != {key: one.label for key, one in held.not_accepted.items()}:
        what = f"“{case_type}”的不予受理情形，与热线规则的 not_accepted 不一致。"
        yield _wrong(what, "两处写同样的编号和名称。", "grounds", "not_accepted")


def _wrong(what: str, mend: str, code: str, field: str) -> Complaint:
    return Complaint(what, mend, f"hotline.{code}", (field,))


HOTLINE_RULES = Kind(
    "hotline_rules",
    "hotline/*.yaml",
    HotlineRules,
    check=hotline_complaints,
    live=True,
    order=60,
    word="热线规则",
)
"""热线规则."""


class DemoDemand(Definition):
    """演示诉求: what somebody calls about on a demo site; how it goes then, lives of the case type say.

    Attributes:
        title, words: what it is called, and what is said.
        also: the same said in other words; each comes as often as the first.
        type, category, channel, line: of the rules.
        function: of the body that handles it.
        weight: how often it comes, against the others.
    """

    title: str
    words: str
    type: str
    category: str
    function: str
    weight: int = Field(default=1, ge=1)
    channel: str = "phone"
    line: str = "citizen"
    also: list[str] = Field(default_factory=list)


def demo_demand_complaints(held: DemoDemand, world: World) -> Iterator[Complaint]:
    """Type, category, channel and line are those of the rules."""
    rules = world.find(HOTLINE_RULES, DEFAULT)
    if rules is None:
        return
    named = (
        ("type", "诉求类型", rules.types),
        ("channel", "渠道", rules.channels),
        ("line", "专线", rules.lines),
    )
    for field, word, known in named:
        if getattr(held, field) not in known:
            what = f"没有名为“{getattr(held, field)}”的{word}。"
            yield _wrong(what, f"改成热线规则 {field}s 里的一种。", f"demo_{field}", field)
    if not rules.category_label(held.category):
        what = f"没有名为“{held.category}”的诉求分类。"
        yield _wrong(what, "改成热线规则 categories 里的一类。", "demo_category", "category")


DEMO_DEMAND = Kind(
    "demo_demand",
    "demo/demands/*.yaml",
    DemoDemand,
    many=True,
    check=demo_demand_complaints,
    live=True,
    order=916,
    word="演示诉求",
)
"""演示诉求."""

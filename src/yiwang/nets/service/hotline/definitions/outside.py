"""What the hotline shares with the outside: ``hotline-outside/<id>.yaml``. Who may send, what everybody may read."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Annotated, Literal

from pydantic import Field

from yiwang.engines.cases.pure import CASE_TYPE
from yiwang.loader import Complaint, Definition, Kind, Names, Part, Ref, Sourced, World

from .rules import DEFAULT, HOTLINE_RULES, HotlineLimit, HotlineRules


class Open311(Sourced):
    """Open311 GeoReport v2: whether and how programs read and send demands.

    Attributes:
        jurisdiction: the ``jurisdiction_id``; requests that name another one are refused.
        contact: whom to turn to.
        key_service: how to get a token.
        channel: channel of the rules that is written into what came this way.
        types: types of demands that may be sent; never guarded ones.
        usual: the type of what names none.
        answers: ``realtime`` gives the number at once, ``batch`` gives a token that gives the number.
        per_day: demands that one program may send in a day.
    """

    jurisdiction: str = Field(min_length=1)
    contact: str
    key_service: str
    channel: str
    types: Names = Field(min_length=1)
    usual: str
    answers: Literal["realtime", "batch"] = "realtime"
    per_day: HotlineLimit


class OutsideChannel(Part):
    """A platform that sends demands under its own numbers and is told every status (外部渠道).

    Attributes:
        label: its name.
        number_label: what its own number is called.
        gateway: the adapter that speaks to it.
        channel, line: of the rules, written into what came this way.
        types: its word for a kind of demand → type of the rules.
        usual: the type of a word that is not among them.
        categories, usual_category: the same for the category.
        statuses: state of a demand → the word the platform understands; a state it knows no word for is not told.
    """

    label: str
    number_label: str
    gateway: str
    channel: str
    line: str
    types: dict[str, str] = Field(default_factory=dict)
    usual: str
    categories: dict[str, str] = Field(default_factory=dict)
    usual_category: str
    statuses: dict[str, str] = Field(min_length=1)


class PublicBoard(Sourced):
    """公开看板: what is published every month.

    Attributes:
        title, licence, licence_url: what stands over the figures, and on which terms they may be used.
        figures: ids of the rules' figures that are published besides the counts.
        note: what is counted and what is not, for readers.
    """

    title: str
    licence: str
    licence_url: str = ""
    figures: Names = ()
    note: str


class SurgeRule(Sourced):
    """突增预警: more demands of a category at a place than there used to be.

    Attributes:
        hours: length of the time that is looked at.
        history_days: days before it that say what is usual.
        at_least: fewer demands than this are never a surge.
        times: so many times the usual number at least.
        chance: a surge is less likely than this by chance (Poisson).
        may: permission word of the posts of the hotline that are told.
        notice: the notice they get.
    """

    hours: int = Field(ge=1, le=168)
    history_days: int = Field(ge=7, le=366)
    at_least: int = Field(ge=2)
    times: float = Field(gt=1)
    chance: float = Field(gt=0, lt=0.5)
    may: str
    notice: Annotated[str, Ref("notice_template")]


class HotlineOutside(Definition):
    """热线对外: programs, platforms, the public, and who is warned.

    Attributes:
        fewest: counts of persons below this are published nowhere.
        open311, board, surge: absent where the city has none.
        channels: platforms by id.
    """

    title: str
    fewest: HotlineLimit
    open311: Open311 | None = None
    board: PublicBoard | None = None
    surge: SurgeRule | None = None
    channels: dict[str, OutsideChannel] = Field(default_factory=dict)


def outside_complaints(held: HotlineOutside, world: World) -> Iterator[Complaint]:
    """Types, channels, lines, states and figures are those of the rules; no guarded type is shared."""
    rules = world.find(HOTLINE_RULES, DEFAULT)
    if rules is None:
        yield _wrong("热线对外的定义要有热线规则（hotline/city.yaml）。", "先写热线规则。", "rules", "title")
        return
    if held.open311:
        yield from _open311(held.open311, rules)
    for key, one in held.channels.items():
        yield from _channel(key, one, rules, _states(rules, world))
    for figure in held.board.figures if held.board else ():
        if figure not in rules.figures:
            yield _wrong(f"热线规则没有名为“{figure}”的指标。", "改成 figures 里的一项。", "figure", "board")


def _states(rules: HotlineRules, world: World) -> dict[str, str]:
    """The states of demands that may come from outside, with what everybody may read of them."""
    types = rules.plain_case_types
    return {key: state.public for one in types for key, state in world.get(CASE_TYPE, one).states.items()}


def _open311(held: Open311, rules: HotlineRules) -> Iterator[Complaint]:
    for key in {*held.types, held.usual}:
        yield from _shared(key, rules, "open311")
    if held.usual not in held.types:
        yield _wrong("usual 要是 types 里的一种。", "改成 types 里的一种。", "usual", "open311")
    yield from _named(held.channel, rules.channels, "渠道", "open311")


def _channel(
    key: str, one: OutsideChannel, rules: HotlineRules, states: dict[str, str]
) -> Iterator[Complaint]:
    for type_ in {*one.types.values(), one.usual}:
        yield from _shared(type_, rules, f"channels.{key}")
    yield from _named(one.channel, rules.channels, "渠道", f"channels.{key}")
    yield from _named(one.line, rules.lines, "专线", f"channels.{key}")
    known = {category: name for held in rules.categories.values() for category, name in held.within.items()}
    for category in {*one.categories.values(), one.usual_category}:
        yield from _named(category, known, "诉求分类", f"channels.{key}")
    for state in one.statuses:
        yield from _named(state, states, "状态", f"channels.{key}")


def _shared(key: str, rules: HotlineRules, field: str) -> Iterator[Complaint]:
    type_ = rules.types.get(key)
    if type_ is None or type_.guarded:
        what = f"“{key}”不是可以从外面收的诉求类型。"
        yield _wrong(what, "改成热线规则 types 里的一种；举报一类不能从外面收。", "type", field)


def _named(key: str, known: dict[str, str], word: str, field: str) -> Iterator[Complaint]:
    if key not in known:
        yield _wrong(f"没有名为“{key}”的{word}。", f"改成写了的{word}。", "unknown", field)


def _wrong(what: str, mend: str, code: str, field: str) -> Complaint:
    return Complaint(what, mend, f"hotline_outside.{code}", tuple(field.split(".")))


HOTLINE_OUTSIDE = Kind(
    "hotline_outside",
    "hotline-outside/*.yaml",
    HotlineOutside,
    check=outside_complaints,
    live=True,
    order=61,
    word="热线对外",
)
"""热线对外."""

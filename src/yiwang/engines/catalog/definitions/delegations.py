"""What a county lets its towns decide, from which day to which: ``delegations/<id>.yaml``.

On a day on which it holds, and for a place in one of its towns, the town's own unit decides; everywhere else, before
and after, the county's body does. A case stays with the unit it was opened with.
"""

from collections.abc import Iterable, Iterator
from datetime import date
from itertools import combinations
from typing import Annotated

from pydantic import Field

from yiwang.foundations.divisions.pure import DivisionKind, DivisionTree, Level
from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.loader import Complaint, Definition, Part, Ref, Status, World

from .common import LegalBasis, Sentence

DECIDE = "case.act.decide"
"""Permission of the posts that decide: a unit that takes over a power must have one."""


class TownUnit(Part):
    """The town's unit that takes the power over: its body's function, and the unit's own word within that body."""

    function: str
    unit: str = ""


class Delegation(Definition):
    """职权下放: a power that the towns named exercise in their own name.

    Attributes:
        title: what it is about, in words.
        function: function of the body whose power it was, as items' ``decide.body`` names it.
        division: county whose power it was; empty for whichever county the town lies in.
        towns: codes of towns, or ``town`` for all towns (of the division, if one is named).
        items: what is delegated.
        to: which unit of the town decides now.
        valid_from: first day on which the town decides.
        valid_until: last day; None while no end is known.
        basis: the decision that delegates.
    """

    title: Sentence
    function: str
    division: str = ""
    towns: tuple[str, ...] = Field(min_length=1)
    items: tuple[Annotated[str, Ref("item")], ...] = Field(min_length=1)
    to: TownUnit
    valid_from: date
    valid_until: date | None = None
    basis: LegalBasis
    status: Status

    def holds(self, day: date) -> bool:
        """Whether the town decides on this day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def overlaps(self, other: "Delegation") -> bool:
        """Whether there is a day on which both hold."""
        day = max(self.valid_from, other.valid_from)
        return self.holds(day) and other.holds(day)

    def reaches(self, divisions: DivisionTree) -> frozenset[str]:
        """Codes of the towns it is given to."""
        rows = divisions.under(self.division) if self.division else divisions.rows.values()
        towns = {r.id for r in rows if r.level is Level.TOWN and r.kind is DivisionKind.ORDINARY}
        return frozenset(code for code in towns if Level.TOWN.value in self.towns or code in self.towns)


def unit_in(tree: OrganisationTree, delegation: Delegation, town: str) -> str:
    """Id of the town's unit that takes the power over; "" if the town has none."""
    body = tree.body_for(delegation.to.function, town)
    if body is None or body.division != town:
        return ""
    unit = f"{body.id}-{delegation.to.unit}" if delegation.to.unit else body.id
    return unit if unit in tree.units else ""


def check_delegation(delegation: Delegation, world: World) -> Iterator[Complaint]:
    """Days in order, towns and units that exist and can decide, items of that function, no two at once."""
    yield from _check_days(delegation)
    yield from _check_towns(delegation, world)
    yield from _check_items(delegation, world)
    yield from _check_others(delegation, world)


def _check_days(delegation: Delegation) -> Iterator[Complaint]:
    if delegation.valid_until and delegation.valid_until < delegation.valid_from:
        what = (
            f"“{delegation.title}”在开始（{delegation.valid_from}）之前就结束（{delegation.valid_until}）。"
        )
        yield Complaint(what, "改正起止日期。", "delegation.days", ("valid_until",))
    if delegation.status is Status.PUBLISHED and not delegation.basis.checked_on:
        what = f"“{delegation.title}”标为“已公布”，却没有写哪一天核对过依据。"
        yield Complaint(
            what, "在 basis 写上 checked_on；没有核对过就改为 compiled。", "delegation.unchecked", ("status",)
        )


def _check_towns(delegation: Delegation, world: World) -> Iterator[Complaint]:
    tree = OrganisationTree.of(world)
    reached = delegation.reaches(tree.divisions)
    strangers = [code for code in delegation.towns if code != Level.TOWN.value and code not in reached]
    for code in strangers:
        what = f"“{delegation.title}”写了不存在的镇街“{code}”，或者它不在 division 里。"
        yield Complaint(what, "写 12 位的镇街代码，全部镇街写 town。", "delegation.town", ("towns",))
    if not reached and not strangers:
        what = f"“{delegation.title}”没有下放给任何镇街。"
        yield Complaint(what, "核对 division 和 towns。", "delegation.town", ("towns",))
    yield from _check_units(delegation, world, tree, reached)


def _check_units(
    delegation: Delegation, world: World, tree: OrganisationTree, towns: Iterable[str]
) -> Iterator[Complaint]:
    units = {town: unit_in(tree, delegation, town) for town in sorted(towns)}
    deciding = _deciding_units(tree, world)
    for town, unit in units.items():
        if unit not in deciding:
            name = tree.divisions.rows[town].name
            why = "没有这个单元" if not unit else f"单元“{unit}”没有能作决定的岗位"
            what = f"“{delegation.title}”下放给{name}，但它{why}。"
            mend = "在 organisations.yaml 为镇街写出单元，和带 case.act.decide 的岗位。"
            yield Complaint(what, mend, "delegation.unit", ("to",))


def _deciding_units(tree: OrganisationTree, world: World) -> set[str]:
    may = {key for key, role in world.all("role").items() if DECIDE in role.may}
    return {post.unit for post in tree.posts.values() if may & set(post.roles)}


def _check_items(delegation: Delegation, world: World) -> Iterator[Complaint]:
    for place, name in enumerate(delegation.items):
        item = world.find("item", name)
        if item is not None and item.decide.body != delegation.function:
            what = (
                f"“{item.title}”由职能“{item.decide.body}”决定，不是“{delegation.function}”，不能由它下放。"
            )
            yield Complaint(what, "改 function，或去掉这个事项。", "delegation.item", ("items", place))


def _check_others(delegation: Delegation, world: World) -> Iterator[Complaint]:
    pairs = combinations(sorted(world.all("delegation").values(), key=lambda one: one.id), 2)
    for earlier, later in pairs:
        if later.id == delegation.id and _collide(earlier, later, OrganisationTree.of(world).divisions):
            what = f"“{later.title}”和“{earlier.title}”在同一天把同一事项下放给同一镇街。"
            yield Complaint(what, "改正起止日期，或合成一份。", "delegation.twice", ("valid_from",))


def _collide(one: Delegation, other: Delegation, divisions: DivisionTree) -> bool:
    if not set(one.items) & set(other.items) or not one.overlaps(other):
        return False
    return bool(one.reaches(divisions) & other.reaches(divisions))

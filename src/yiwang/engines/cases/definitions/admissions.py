"""准入清单: what may be sent down to bodies of a storey (town, village). ``admissions/<file>.yaml``.

A storey for which no list is in force takes whatever it is sent; one with a list takes only what stands on it.
"""

from collections.abc import Iterator, Mapping
from datetime import date

from pydantic import Field

from yiwang.foundations.divisions.pure import Level
from yiwang.foundations.organisations.pure import Body, OrganisationTree
from yiwang.loader import Complaint, Definition, Kind, Names, Sourced, World

SUBJECT = "subject"
"""As ``entry``: the kind is what the case is about, not an entry of its form."""


class Admission(Definition):
    """One list.

    Attributes:
        title: what the list is called, to those who are refused.
        levels: the storeys whose bodies it is about.
        division: holds only in this place and below; everywhere if empty.
        case_types: the case types it is about.
        entry: the entry of the case's form that says of which kind it is, or ``subject``. A case whose form says
            nothing there is let through.
        matters: the kinds that may be sent down, with what people call them.
        instead: what to do with others.
        valid_from, valid_until: first and last day on which it holds.
        basis: the decision that makes it.
    """

    title: str
    levels: tuple[Level, ...] = Field(min_length=1)
    division: str = ""
    case_types: Names
    entry: str = "category"
    matters: dict[str, str]
    instead: str
    valid_from: date
    valid_until: date | None = None
    basis: Sourced

    def holds(self, day: date) -> bool:
        """Whether it holds on this day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def is_for(self, tree: OrganisationTree, body: Body, case_type: str) -> bool:
        """Whether it says what this body takes of cases of this type."""
        if case_type not in self.case_types or body.level not in self.levels:
            return False
        return not self.division or self.division in {row.id for row in tree.divisions.path(body.division)}

    def admits(self, subject: str, form: Mapping[str, object]) -> bool:
        """Whether a case with this subject and form may be sent down."""
        kind = subject if self.entry == SUBJECT else str(form.get(self.entry) or "")
        return not kind or kind in self.matters


def admission_refusal(
    world: World, day: date, unit: str, case_type: str, subject: str, form: Mapping[str, object]
) -> str:
    """Why a case may not be sent to a unit by the lists in force; "" if it may."""
    tree = OrganisationTree.of(world)
    body = tree.bodies[tree.units[unit].body] if unit in tree.units else None
    lists = [one for one in world.all("admission").values() if one.holds(day)]
    held = [one for one in lists if body is not None and one.is_for(tree, body, case_type)]
    if body is None or not held or any(one.admits(subject, form) for one in held):
        return ""
    first = held[0]
    return f"“{body.short}”不承接这一类：不在“{first.title}”里（{first.basis.source}）。{first.instead}"


def admission_complaints(held: Admission, world: World) -> Iterator[Complaint]:
    """Days in order, a place and case types that exist, a basis that was compared if it is called published."""
    if held.valid_until and held.valid_until < held.valid_from:
        yield _wrong(f"“{held.title}”在开始之前就结束。", "改正起止日期。", "days", "valid_until")
    if held.basis.is_unchecked:
        mend = "在 basis 写上 text_version 和 checked_on；没有核对过就改为 compiled。"
        yield _wrong(f"“{held.title}”标为“已公布”，却没有写核对过哪个文本。", mend, "unchecked", "basis")
    for name in sorted(set(held.case_types) - set(world.all("case_type"))):
        yield _wrong(f"没有名为“{name}”的办件类型。", "改正 case_types。", "case_type", "case_types")
    if held.division and held.division not in OrganisationTree.of(world).divisions.rows:
        yield _wrong(f"没有区划“{held.division}”。", "改正区划代码。", "division", "division")


def _wrong(what: str, mend: str, code: str, field: str) -> Complaint:
    return Complaint(what, mend, f"admission.{code}", (field,))


ADMISSION = Kind(
    "admission",
    "admissions/*.yaml",
    Admission,
    many=True,
    check=admission_complaints,
    live=True,
    order=46,
    word="准入清单",
)
"""准入清单."""

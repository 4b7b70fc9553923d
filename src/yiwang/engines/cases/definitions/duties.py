"""职责清单: whose such matters are, place by level, from which day and by which decision. ``duties/<file>.yaml``.

Routing reads it before precedents and suggestions: what a decision says outweighs what was ruled in a single case.
"""

from collections.abc import Iterator
from datetime import date

from yiwang.foundations.divisions.pure import Level
from yiwang.foundations.organisations.pure import OrganisationTree
from yiwang.loader import Complaint, Definition, Kind, Names, Sourced, World


class Duty(Definition):
    """One line of the list.

    Attributes:
        matter: what it is about, in words.
        case_type: the case type it routes.
        subjects: ids of subjects; all if empty.
        categories: categories within them, as the case's form names them; all if empty.
        level: the storey whose body has it; the case's place is followed up to that storey. Empty: the nearest body.
        division: holds only in this place and below; everywhere if empty.
        function: function of the body that has it, as ``organisations.yaml`` names functions.
        unit: the unit within that body, by its word there; the body itself if empty.
        valid_from, valid_until: first and last day on which it holds.
        basis: the decision that gives it.
    """

    matter: str
    case_type: str
    subjects: Names = ()
    categories: Names = ()
    level: Level | None = None
    division: str = ""
    function: str
    unit: str = ""
    valid_from: date
    valid_until: date | None = None
    basis: Sourced

    def holds(self, day: date) -> bool:
        """Whether it holds on this day."""
        return self.valid_from <= day and (self.valid_until is None or day <= self.valid_until)

    def is_about(self, case_type: str, subject: str, category: str) -> bool:
        """Whether cases of this kind fall under it."""
        of_subject = not self.subjects or subject in self.subjects
        return (
            case_type == self.case_type
            and of_subject
            and (not self.categories or category in self.categories)
        )

    def unit_for(self, tree: OrganisationTree, place: str) -> str:
        """The unit that has it for a place; "" where it does not hold or nobody has it."""
        path = tree.divisions.path(place)
        if self.division and self.division not in {row.id for row in path}:
            return ""
        seat = next((row.id for row in path if row.level is self.level), "") if self.level else place
        body = (tree.body_at if self.level else tree.body_for)(self.function, seat)
        unit = f"{body.id}-{self.unit}" if body and self.unit else body.id if body else ""
        return unit if unit in tree.units else ""


def duty_complaints(held: Duty, world: World) -> Iterator[Complaint]:
    """Days in order, a function, a place and a case type that exist."""
    tree = OrganisationTree.of(world)
    if held.valid_until and held.valid_until < held.valid_from:
        yield _wrong(f"“{held.matter}”在开始之前就结束。", "改正起止日期。", "days", "valid_until")
    if held.basis.is_unchecked:
        mend = "在 basis 写上 text_version 和 checked_on；没有核对过就改为 compiled。"
        yield _wrong(f"“{held.matter}”标为“已公布”，却没有写核对过哪个文本。", mend, "unchecked", "basis")
    if held.case_type not in world.all("case_type"):
        yield _wrong(f"没有名为“{held.case_type}”的办件类型。", "改正 case_type。", "case_type", "case_type")
    if tree.functions and held.function not in tree.functions:
        yield _wrong(
            f"没有名为“{held.function}”的职能。",
            "按 organisations.yaml 的 functions 写。",
            "function",
            "function",
        )
    if held.division and held.division not in tree.divisions.rows:
        yield _wrong(f"没有区划“{held.division}”。", "改正区划代码。", "division", "division")


def _wrong(what: str, mend: str, code: str, field: str) -> Complaint:
    return Complaint(what, mend, f"duty.{code}", (field,))


DUTY = Kind(
    "duty", "duties/*.yaml", Duty, many=True, check=duty_complaints, live=True, order=45, word="职责清单"
)

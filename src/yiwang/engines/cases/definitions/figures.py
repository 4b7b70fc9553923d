"""Figures of cases as definitions: what is counted, of what, and the sentence that says so. A net's rules hold them."""

from collections.abc import Iterator, Mapping
from typing import Literal

from pydantic import Field

from yiwang.loader import Complaint, Names, Part, Sourced

from .case_type import CaseType


class CountTerm(Part):
    """Which cases are counted; all that is named must hold, nothing named counts all.

    Attributes:
        states: in one of these states.
        acts: at least one of these acts was done.
        without: none of these acts was done.
        kept: a kept field has one of these values.
        in_time: every clock of this name that was met was met in time, and one was.
        ended: a clock of this name was met, or is past its due time.
        imported: cases that came from another system are left out (``leave_out``), or nothing else counts (``only``).
    """

    states: Names = ()
    acts: Names = ()
    without: Names = ()
    kept: dict[str, Names] = Field(default_factory=dict)
    in_time: str = ""
    ended: str = ""
    imported: Literal["", "leave_out", "only"] = ""


class Figure(Sourced):
    """A share: ``counts`` among those that ``of`` names.

    Attributes:
        label: its name.
        counts, of: which cases; what counts is always among those it is counted of.
        note: the definition in a sentence, shown beside the figure.
    """

    label: str
    counts: CountTerm
    of: CountTerm = CountTerm()
    note: str


def figure_complaints(figures: Mapping[str, Figure], types: Mapping[str, CaseType]) -> Iterator[Complaint]:
    """States, acts, fields and clocks that none of these case types has: such a figure would be nought for ever."""
    for key, held in figures.items():
        for side, term in (("counts", held.counts), ("of", held.of)):
            for word, name in _unknown(term, types):
                what = f"指标“{held.label}”说到{word}“{name}”，而这些办件类型里没有。"
                yield Complaint(what, "改成办件类型里写的编号。", "figure.unknown", ("figures", key, side))


def _unknown(term: CountTerm, types: Mapping[str, CaseType]) -> Iterator[tuple[str, str]]:
    kept = {name for one in types.values() for act in one.acts.values() for name in act.keep}
    known = (
        ("状态", term.states, {name for one in types.values() for name in one.states}),
        ("动作", (*term.acts, *term.without), {name for one in types.values() for name in one.acts}),
        ("记下的栏目", tuple(term.kept), kept),
        (
            "时钟",
            tuple(filter(None, (term.in_time, term.ended))),
            {n for one in types.values() for n in one.clocks},
        ),
    )
    for word, said, names in known:
        yield from ((word, name) for name in said if name not in names)

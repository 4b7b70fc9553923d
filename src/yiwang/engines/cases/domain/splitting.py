"""Splitting a case by sub-demands: each part is a case below it, with its own lead, tasks and clocks."""

from collections.abc import Mapping
from typing import Any

from .machine import Act, Split
from .seeds import told_slice
from .values import Case, UnitPart
from .work import Work


def parts_of(work: Work, case: Case, act: Act, data: Mapping[str, Any]) -> list[Case]:
    """The cases that an act opens below its own, not yet opened; empty if it splits nothing.

    They hold what their line says and the parties and terms of the case; units of the parts in ``keeps`` take part
    in each.
    """
    split = act.split
    if split is None:
        return []
    first = len(work.matter.cases)
    lines = enumerate(data.get(split.field) or (), start=first)
    return [_part(work, case, split, line, index) for index, line in lines]


def _part(work: Work, case: Case, split: Split, line: Mapping[str, Any], index: int) -> Case:
    title, lead = str(line["title"]).strip(), str(line["unit"])
    kept = tuple(held for held in case.units if held.part in split.keeps)
    form = told_slice("", {"内容": title, "说明": str(line.get("text", "")).strip()})
    return Case(
        id=work.facts.new_id(),
        root_id=case.root_id,
        parent_id=case.id,
        number=f"{work.matter.root.number}-{index:02d}" if work.matter.root.number else "",
        title=title,
        type=split.type or case.type,
        subject=case.subject,
        revision=case.revision,
        state="",
        party_id=case.party_id,
        division_id=case.division_id,
        owner_unit_id=lead,
        opened_at=work.now,
        data={"form": form, "terms": dict(case.section("terms")), "seed": {"key": f"part-{index}"}},
        units=(UnitPart(lead), *kept),
        parties=case.parties,
    )

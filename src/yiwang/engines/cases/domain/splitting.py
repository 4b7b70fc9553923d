"""Splitting a case by sub-demands: each part is a case below it, with its own lead, tasks and clocks.

A part has the limits of the whole. Its line may set one of them shorter, never longer: what was promised for the whole
holds for every part of it.
"""

from collections.abc import Mapping
from typing import Any

from yiwang.kernel.worktime import Unit

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


def split_problems(case: Case, act: Act, data: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with the limits that lines of a split set, by field key."""
    split = act.split
    if split is None:
        return {}
    told = (_limit_problem(case, split, line) for line in data.get(split.field) or ())
    problem = next(filter(None, told), "")
    return {split.field: problem} if problem else {}


def _limit_problem(case: Case, split: Split, line: Mapping[str, Any]) -> str:
    if not line.get("limit"):
        return ""
    whole = _whole_limit(case, split)
    if not whole:
        return f"“{line['title']}”不能另定时限，请把时限留空。"
    if line["limit"] > whole["value"]:
        most = f"{whole['value']}{Unit(whole['unit']).word}"
        return f"“{line['title']}”的时限不能比整件的长，最多 {most}。"
    return ""


def _whole_limit(case: Case, split: Split) -> Mapping[str, Any]:
    limits: Mapping[str, Any] = case.section("terms").get("limits") or {}
    return limits.get(split.limit) or {}


def _terms(case: Case, split: Split, line: Mapping[str, Any]) -> dict[str, Any]:
    """The terms of the whole, with the limit that the line sets."""
    terms, whole = dict(case.section("terms")), _whole_limit(case, split)
    if not line.get("limit"):
        return terms
    own = {**whole, "value": line["limit"], "source": f"拆分时定的；整件依据：{whole['source']}"}
    return {**terms, "limits": {**terms["limits"], split.limit: own}}


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
        data={"form": form, "terms": _terms(case, split, line), "seed": {"key": f"part-{index}"}},
        units=(UnitPart(lead), *kept),
        parties=case.parties,
    )

"""Splitting a case by sub-demands: each part is a case below it, with its own lead, tasks and clocks.

A part is due with the whole. Its line may set an earlier day, never a later one: what was promised for the whole
holds for every part of it, however late it was split.
"""

from collections.abc import Mapping
from operator import itemgetter
from typing import Any

from yiwang.kernel.days import day_words
from yiwang.kernel.replacing import replace
from yiwang.kernel.worktime import Limit, Unit, due

from .clocks import scheduled
from .machine import Act, Split
from .seeds import told_slice
from .tasks import put_clock
from .values import Case, Clock, UnitPart
from .work import Work

FACTS = ("limit", "unit", "source", "started_at", "pauses", "paused_at")
"""What a clock's due date follows from."""


def parts_of(
    work: Work, case: Case, act: Act, data: Mapping[str, Any]
) -> list[tuple[Mapping[str, Any], Case]]:
    """The lines of an act that splits, each with the case it opens, not yet opened; empty if the act splits nothing.

    The cases hold what their line says and the parties and terms of the case; units of the parts in ``keeps`` take part
    in each.
    """
    split = act.split
    if split is None:
        return []
    first = len(work.matter.cases)
    lines = enumerate(data.get(split.field) or (), start=first)
    return [(line, _part(work, case, split, line, index)) for index, line in lines]


def split_problems(work: Work, case: Case, act: Act, data: Mapping[str, Any]) -> dict[str, str]:
    """What is wrong with the limits that lines of a split set, by field key."""
    split = act.split
    if split is None:
        return {}
    told = (_limit_problem(work, case, split, line) for line in data.get(split.field) or ())
    problem = next(filter(None, told), "")
    return {split.field: problem} if problem else {}


def _limit_problem(work: Work, case: Case, split: Split, line: Mapping[str, Any]) -> str:
    if not line.get("limit"):
        return ""
    whole, clock = _whole_limit(case, split), _whole_clock(work, case)
    if not whole or clock is None or clock.due_at is None:
        return f"“{line['title']}”不能另定时限，请把时限留空。"
    limit = Limit(line["limit"], Unit(whole["unit"]))
    if limit.value > whole["value"] or due(work.now, limit, work.calendar).at > clock.due_at:
        day = day_words(work.calendar.local(clock.due_at).date())
        return (
            f"“{line['title']}”的 {limit.chinese}到期比整件晚（整件 {day}到期），请定短一些，或者把时限留空。"
        )
    return ""


def due_with_whole(work: Work, case: Case, act: Act, line: Mapping[str, Any], part: Case) -> None:
    """A part whose line sets no limit is due with the whole: its clock begins and ends with the whole's."""
    split, whole = act.split, _whole_clock(work, case)
    if split is None or not split.limit or line.get("limit") or whole is None:
        return
    rules = work.machine(part).clocks
    facts = {name: getattr(whole, name) for name in FACTS}
    for clock, rule in [(one, rules[one.key]) for one in part.clocks]:
        if any(source.term == split.limit for source in rule.limit):
            timed = scheduled(replace(clock, **facts), rule, work.calendar, after=work.now)
            part = put_clock(work, part, timed)


def _whole_clock(work: Work, case: Case) -> Clock | None:
    """The clock by which the whole is due: its main one, or else the last of those that still run over it."""
    machine = work.machine(case)
    main = case.clock(machine.main_clock) if machine.main_clock else None
    if main is not None and main.ticking:
        return main
    over = [
        one for one in case.clocks if one.ticking and not one.task_id and not machine.clocks[one.key].alarm
    ]
    dated = [(one.due_at, one) for one in over if one.due_at]
    return max(dated, key=itemgetter(0))[1] if dated else None


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

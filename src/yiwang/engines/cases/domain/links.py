"""Cases that hang on one another across matters: merged into a main one, or related.

Each keeps its number, chain, reply and rating; ``root_id`` and ``parent_id`` never change. What the main case
decides reaches its members by the effect
``move_members``; that a case joined or left is told into the other's log by the outbox.
"""

from collections.abc import Mapping
from typing import Any

from yiwang.kernel.replacing import replace

from .acting import Facts, OtherCase
from .machine import Act, LinkUse
from .values import Case, Link
from .work import Work

MERGED = "merged_into"
LINKED, PARTED = "case.linked", "case.parted"


def link_problems(case: Case, act: Act, data: Mapping[str, Any], facts: Facts) -> dict[str, str]:
    """What is wrong with the case that the data of an act names, by field key."""
    use = act.link
    if use is None or not use.field or not data.get(use.field):
        return {}
    problem = _problem(case, use, facts.others.get(str(data[use.field])))
    return {use.field: problem} if problem else {}


def _problem(case: Case, use: LinkUse, other: OtherCase | None) -> str:
    if other is None:
        return "没有这个编号的办件，或者您无权查看；请核对编号。"
    if other.id == case.id:
        return "这就是本办件的编号；请填另一个办件的编号。"
    return _merge_problem(case, other) if use.kind == MERGED else ""


def _merge_problem(case: Case, other: OtherCase) -> str:
    if other.type != case.type:
        return "那个办件不是同一类办件，不能合并；可以改为关联。"
    if not other.is_open:
        return "那个办件已经办结，不能再并入；可以改为关联。"
    if other.merged:
        return "那个办件自己已经并入别的办件；请填它所并入的主件的编号。"
    return f"已有 {case.members} 个办件并入本办件；请先把它们拆出，再并入别的办件。" if case.members else ""


def linked(case: Case, act: Act, data: Mapping[str, Any], facts: Facts) -> Case:
    """The case with the link that an act makes, or without those it ends."""
    use = act.link
    if use is None:
        return case
    if not use.field:
        return replace(case, links=tuple(link for link in case.links if link.kind != use.kind))
    other = facts.others.get(str(data.get(use.field)))
    wanted = Link(other.id, use.kind) if other else None
    return case if wanted is None or wanted in case.links else replace(case, links=(*case.links, wanted))


def tell_linked(work: Work, before: Case, after: Case, event: int) -> None:
    """Have it told into the log of each other case that this one joined it, or left it."""
    for act, gone, come in ((LINKED, before, after), (PARTED, after, before)):
        for link in come.links:
            if link not in gone.links:
                body = {"other": str(link.case_id), "act": act, "kind": link.kind, "number": after.number}
                work.follow("linked", act, after, event, body)

"""The one-time notice (一次性告知): all units are asked at once, and the applicant is asked once.

Every child's unit has an intake task. "Complete" settles that child alone. Remarks wait; they go out as ONE request
when the last intake is answered, or when the root's ``gather_until`` clock runs out. A unit silent until then may
ask later only with its head's approval; the omission is counted and told. Source: 行政许可法第三十二条（四）.

``data.intake`` of a case: ``status`` (pending, complete, remarked, asked), ``remarks``, ``silent``, ``omissions``.
``data.gather`` of the root: ``closed_at``, ``asked`` (numbers of cases asked), ``silent``.
"""

from collections.abc import Mapping
from typing import Any

from yiwang.kernel.actor import system_actor

from . import clocks
from .acting import Refusal
from .machine import Act, ClockMoves, Gathering
from .perform import perform, try_perform
from .tasks import timed
from .values import Case
from .work import Work

SUPPLEMENT_NOTICE = "case_supplement"
"""The notice by which the one request reaches the applicant."""

TREE = system_actor("tree")
"""The hat under which the rules of the tree are logged."""


def gathering_of(work: Work, case: Case) -> Gathering | None:
    """The parts of the one-time notice in a case's type; None for types without one."""
    return work.machine(case).gathering


def status_of(case: Case) -> str:
    """How far the intake of a case has got; ``pending`` at first."""
    return str(case.section("intake").get("status", "pending"))


def note_intake(work: Work, case: Case, act: Act, data: Mapping[str, Any]) -> None:
    """After an act that plays a part in the intake: remember what it said."""
    rule = gathering_of(work, case)
    if rule is None:
        return
    if act.id in rule.complete:
        work.put(case.with_section("intake", status="complete", remarks=[]))
    elif act.id == rule.remark:
        work.put(case.with_section("intake", status="remarked", remarks=list(data["remarks"])))
    elif act.id in rule.supply:
        received = {"status": "pending", "remarks": [], "received_at": work.now.isoformat()}
        work.put(case.with_section("intake", **received))
    elif act.id == rule.late:
        _note_late(work, case)


def _note_late(work: Work, case: Case) -> None:
    """A late request, approved by the head: counted as an omission and sent at once, for this case alone."""
    remarks = list(case.section("kept").get("late_remarks", []))
    omissions = int(case.section("intake").get("omissions", 0)) + 1
    case = work.put(case.with_section("intake", status="remarked", remarks=remarks, omissions=omissions))
    _ask(work, [case], late=True)


def settle_intake(work: Work, *, until_reached: bool = False) -> None:
    """Send the one request if its time has come."""
    if work.matter.root.section("gather").get("closed_at"):
        return
    ruled = [case for case in work.matter.handled if gathering_of(work, case)]
    handled = [case for case in ruled if _is_open(work, case)]
    pending = [case for case in handled if status_of(case) == "pending"]
    if not ruled or (pending and not until_reached):
        return
    remarked = [case for case in handled if status_of(case) == "remarked"]
    _close(work, [case.number or case.section("seed").get("key", "") for case in remarked], pending)
    _ask(work, [work.case(case.id) for case in remarked], late=False)


def _is_open(work: Work, case: Case) -> bool:
    return work.state(case).kind != "final"


def _close(work: Work, asked: list[str], silent: list[Case]) -> None:
    """Close the gathering and remember which units stayed silent."""
    for case in silent:
        work.put(work.case(case.id).with_section("intake", silent=True))
    closed = {
        "closed_at": work.now.isoformat(),
        "asked": asked,
        "silent": [case.owner_unit_id for case in silent],
    }
    root = work.matter.root.with_section("gather", **closed)
    machine = work.machine(root)
    work.put(timed(clocks.move_clocks(work, root, ClockMoves(meet=(machine.gather_until,))), machine))


def _ask(work: Work, cases: list[Case], *, late: bool) -> None:
    """Move each remarked case to its request, and send the applicant ONE notice with all remarks."""
    asked, event = [], None
    for case in cases:
        rule = gathering_of(work, case)
        remarks = list(case.section("intake").get("remarks", []))
        if rule is None:
            continue
        event = perform(work, case.id, work.machine(case).acts[rule.request], TREE, {"remarks": remarks})
        work.put(work.case(case.id).with_section("intake", status="asked"))
        asked.append({"case_id": str(case.id), "title": case.title, "remarks": remarks})
    if event is not None:
        body = {"to": "party:applicant", "may": "", "data": {"cases": asked, "late": late}}
        work.follow("notice", SUPPLEMENT_NOTICE, work.matter.root, event, body)


def settle_acceptance(work: Work, case: Case) -> bool:
    """Accept a case whose intake is complete and whose ``after`` are met; else let it wait. True if it moved."""
    rule = gathering_of(work, case)
    if rule is None or not _is_open(work, case) or status_of(case) != "complete":
        return False
    if rule.accept and try_perform(work, case.id, rule.accept, TREE):
        return True
    return bool(rule.wait) and try_perform(work, case.id, rule.wait, TREE)


def late_refusal(work: Work, case: Case, act: Act) -> Refusal | None:
    """Refuse a remark after the one notice has gone out (guards of the definition say the same for the others)."""
    rule = gathering_of(work, case)
    if rule is None or act.id != rule.remark or not work.matter.root.section("gather").get("closed_at"):
        return None
    return Refusal("act.guard", "一次性告知已经完成；再要求补正须经单位负责人批准，请用“申请补充告知”。")

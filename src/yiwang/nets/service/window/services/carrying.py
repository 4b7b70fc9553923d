"""A bag on its way: handed to who carries it, checked piece by piece by who takes it, and what was not in it.

A piece has one keeper at any time: who gave it answers for it until the other end has ticked it, and for a missing
piece until one of both has found it.
"""

from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.calendars.public import calendar_current
from yiwang.foundations.notices.public import notice_send
from yiwang.foundations.organisations.public import unit_names
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor
from yiwang.kernel.worktime import Limit, Unit, due
from yiwang.loader import parameter_at

from ..domain.attending import AttendingRefused
from ..models import HandOver, Paper
from ..models.custody import HELD, MISSING, MOVING
from ..policies import handovers_visible_to, papers_visible_to

WAY = "custody_transit_days"
"""Parameter: working days within which a bag is to arrive."""
CARRIER, REMARK = 100, 300
"""How many signs the carrier's name and the taker's remark may have."""
SHORT_TOLD, FOUND_TOLD = "papers_missing", "papers_found"


def codes_in(words: Iterable[str]) -> set[str]:
    """Codes as they are kept, of whatever was typed, ticked or read by a scanner."""
    return {code.upper() for word in words for code in word.split()}


def arrives_by(now: datetime) -> datetime | None:
    """The last instant at which a bag that leaves now is in time; None where the pack says nothing."""
    days = parameter_at(world(), WAY, now)
    return None if days is None else due(now, Limit(int(days), Unit.WORKING_DAY), calendar_current()).at


def papers_send(actor: Actor, handover_id: UUID, carrier: str, *, now: datetime) -> HandOver:
    """Hand a bag to who carries it; its time on the way begins now. Twice is once.

    Args:
        actor: an official of the unit that gives.
        handover_id: the slip.
        carrier: who carries it, by post, office or service; never a person's number.
        now: the instant.

    Raises:
        AttendingRefused: the bag is not given by the hat's units, has been signed for, or nobody is named.
    """
    held = handovers_visible_to(actor).select_for_update().filter(id=handover_id, taken_at=None).first()
    if held is None or held.from_id not in actor.own_units:
        raise AttendingRefused("没有这张交接单，它不是您单位开的，或者对方已经签收。请刷新页面。")
    if not carrier.strip():
        raise AttendingRefused("请写明交给谁送：送件的人所在的岗位、单位或快递公司。")
    if held.sent_at is None:
        held.carrier, held.sent_at, held.due_at = carrier.strip()[:CARRIER], now, arrives_by(now)
        held.save(update_fields=["carrier", "sent_at", "due_at"])
        handover_recorded(actor, held, "sent", now, carrier=held.carrier)
    return held


def papers_take(
    actor: Actor,
    handover_id: UUID,
    got: Iterable[str],
    *,
    now: datetime,
    short: bool = False,
    remark: str = "",
) -> HandOver:
    """Sign for what is in the bag: those pieces are in one's own charge from now on. Twice is once.

    Args:
        actor: an official of the unit that takes.
        handover_id: the slip.
        got: codes of the pieces that are there, each one looked at.
        now: the instant.
        short: says that every other piece of the slip is not there; both sides are told.
        remark: what is to be said of them, e.g. that one is torn.

    Raises:
        AttendingRefused: the slip is not for the hat's units, a colleague has signed for it, a code is not on it, or
            pieces are neither there nor said to be missing.
    """
    held = handovers_visible_to(actor).select_for_update().filter(id=handover_id).first()
    if held is None or held.to_id not in actor.own_units:
        raise AttendingRefused("没有这张交接单，或它不是交给您单位的。")
    if held.taken_at is not None:
        return _taken_already(actor, held)
    listed, there = {line["code"] for line in held.lines}, codes_in(got)
    _refuse_unchecked(listed, there, short)
    held.taken_by, held.taken_account, held.taken_at = actor.hat_label, actor.account_id, now
    held.missing, held.remark = sorted(listed - there), remark.strip()[:REMARK]
    held.save(update_fields=["taken_by", "taken_account", "taken_at", "missing", "remark"])
    _keep(held, there, now)
    handover_recorded(actor, held, "taken", now, missing=held.missing)
    _tell_short(held, now)
    return held


def _taken_already(actor: Actor, held: HandOver) -> HandOver:
    if held.taken_account != actor.account_id:
        raise AttendingRefused(f"这张交接单已经由“{held.taken_by}”签收，不用再签；签收的情况在交接单上。")
    return held


def _refuse_unchecked(listed: set[str], there: set[str], short: bool) -> None:
    if strange := sorted(there - listed):
        raise AttendingRefused(
            f"这些条码不在这张交接单上：{'、'.join(strange)[:200]}。请核对；多出来的请退给对方，由对方另开交接单。"
        )
    if not short and (open_ := sorted(listed - there)):
        raise AttendingRefused(
            f"还有 {len(open_)} 份没有核对：{'、'.join(open_)}。袋里有的请勾上；"
            "确实没有的，请勾选“没勾的都没有收到”再签收。"
        )


def _keep(held: HandOver, there: set[str], now: datetime) -> None:
    """What is there changes its keeper; what is not stays with who gave it, to be looked for."""
    under_way = Paper.objects.filter(state=MOVING, holder_id=held.from_id, to_id=held.to_id)
    under_way.filter(code__in=held.missing).update(state=MISSING, since=now)
    under_way.filter(code__in=there).update(state=HELD, holder_id=held.to_id, to_id="", since=now)


def _tell_short(held: HandOver, now: datetime) -> None:
    if not held.missing:
        return
    names = unit_names([held.from_id, held.to_id])
    data = {
        "bag": held.number, "sender": names.get(held.from_id, held.from_id),
        "receiver": names.get(held.to_id, held.to_id), "total": str(len(held.lines)),
        "count": str(len(held.missing)), "codes": "、".join(held.missing),
    }  # fmt: skip
    for unit in (held.from_id, held.to_id):
        key = f"window.papers.short:{held.id}:{unit}"
        notice_send(unit_id=unit, template=SHORT_TOLD, data=data, key=key, now=now)


def paper_found(actor: Actor, code: str, *, now: datetime) -> Paper:
    """Say that a missing piece is here: it is in the charge of the hat's unit from now on, and the other side is told.

    Raises:
        AttendingRefused: it is not looked for, or not by the hat's units.
    """
    rows = papers_visible_to(actor).select_for_update().filter(code=code.strip().upper(), state=MISSING)
    held = rows.first()
    here = next((u for u in (held.to_id, held.holder_id) if u in actor.own_units), "") if held else ""
    if held is None or not here:
        raise AttendingRefused("这份材料现在不在查找中，或者不是您单位交出、接收的。请刷新页面。")
    other = held.holder_id if here == held.to_id else held.to_id
    held.state, held.holder_id, held.to_id, held.since = HELD, here, "", now
    held.save(update_fields=["state", "holder_id", "to_id", "since"])
    audit_record(actor, "window.paper.found", f"custody_paper:{held.id}", {"code": held.code}, now=now)
    data = {"code": held.code, "unit": unit_names([here]).get(here, here)}
    key = f"window.paper.found:{held.id}:{now.isoformat()}"
    notice_send(unit_id=other, template=FOUND_TOLD, data=data, key=key, now=now)
    return held


def handover_recorded(actor: Actor, held: HandOver, past: str, now: datetime, **more: object) -> None:
    """The act on a slip, in the audit's log."""
    body = {"number": held.number, "from": held.from_id, "to": held.to_id, **more}
    audit_record(actor, f"window.papers.{past}", f"custody_handover:{held.id}", body, now=now)

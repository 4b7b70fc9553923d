"""Papers on their way: given from unit to unit against a slip both sign by acting, or back to whose they are."""

import secrets
from collections.abc import Iterable
from datetime import datetime
from uuid import UUID

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.organisations.public import unit_get
from yiwang.kernel.actor import Actor

from ..domain.attending import AttendingRefused
from ..models import Attendance, HandOver, Paper
from ..models.custody import HELD, MOVING, RETURNED
from ..policies import account_of, handovers_visible_to, papers_visible_to
from ..selectors.crossing import crossing_of

POSTED = 100
"""How many signs the carrier and number of a parcel may have."""


def papers_give(
    actor: Actor, codes: Iterable[str], to_unit: str, *, now: datetime, posted: str = ""
) -> HandOver:
    """Give papers to another unit; until it signs for them they stay in one's own charge.

    Args:
        actor: the official.
        codes: of the papers.
        to_unit: id of the unit that is to sign for them.
        now: the instant.
        posted: carrier and number of the parcel, when they go by post.

    Raises:
        AttendingRefused: no such unit, no papers, one of them is not held by the hat's units, or the agreement with
            a partner's hall says that they go by post and no number was given.
    """
    wanted = sorted({code.strip().upper() for code in codes if code.strip()})
    unit = unit_get(to_unit)
    rows = list(papers_visible_to(actor).select_for_update().filter(code__in=wanted, state=HELD))
    mine = [row for row in rows if row.holder_id in actor.own_units]
    if unit is None or not unit.is_current or to_unit in {row.holder_id for row in mine}:
        raise AttendingRefused("请选择要移交给哪个单位；不能移交给自己。")
    if not wanted or len(mine) < len(wanted):
        missing = "、".join(sorted(set(wanted) - {row.code for row in mine}))
        raise AttendingRefused(f"这些材料不在您手里，或正在移交：{missing}。请核对条码。")
    if len({row.holder_id for row in mine}) > 1:
        raise AttendingRefused("一张交接单只写一个单位手里的材料，请分开移交。")
    _refuse_unposted(mine, posted, now)
    return _slip(actor, mine, to_unit, posted.strip()[:POSTED], now)


def _refuse_unposted(rows: list[Paper], posted: str, now: datetime) -> None:
    crossing = crossing_of(rows[0].holder_id, now)
    if crossing is None or posted.strip():
        return
    matters = Attendance.objects.filter(id__in={row.attendance_id for row in rows})
    agreed = [one for held in matters for one in crossing.on(held.target)]
    if any(one.originals == "post" for one in agreed):
        raise AttendingRefused(
            "按通办协议这些原件要邮寄：请先交寄，把快递公司和单号写在“邮寄单号”里，再开交接单。"
        )


def _slip(actor: Actor, rows: list[Paper], to_unit: str, posted: str, now: datetime) -> HandOver:
    made = HandOver.objects.create(
        number=f"JJ{now:%Y%m%d}{secrets.token_hex(3).upper()}", from_id=rows[0].holder_id, to_id=to_unit,
        given_by=actor.hat_label, given_account=account_of(actor), given_at=now, posted=posted,
        lines=[{"code": row.code, "label": row.label, "number": row.number} for row in rows],
    )  # fmt: skip
    Paper.objects.filter(id__in=[row.id for row in rows]).update(state=MOVING, to_id=to_unit)
    _record(actor, made, "given", now)
    return made


def papers_take(actor: Actor, handover_id: UUID, *, now: datetime) -> HandOver:
    """Sign for papers: from now on they are in one's own charge. Twice is once.

    Raises:
        AttendingRefused: the slip is not for the hat's units.
    """
    held = handovers_visible_to(actor).select_for_update().filter(id=handover_id).first()
    if held is None or held.to_id not in actor.own_units:
        raise AttendingRefused("没有这张交接单，或它不是交给您单位的。")
    if held.taken_at is None:
        held.taken_by, held.taken_account, held.taken_at = actor.hat_label, actor.account_id, now
        held.save(update_fields=["taken_by", "taken_account", "taken_at"])
        codes = [line["code"] for line in held.lines]
        Paper.objects.filter(code__in=codes, state=MOVING, to_id=held.to_id).update(
            state=HELD, holder_id=held.to_id, to_id="", since=now
        )
        _record(actor, held, "taken", now)
    return held


def _record(actor: Actor, held: HandOver, past: str, now: datetime) -> None:
    body = {"number": held.number, "from": held.from_id, "to": held.to_id}
    audit_record(actor, f"window.papers.{past}", f"custody_handover:{held.id}", body, now=now)


def paper_return(actor: Actor, code: str, *, now: datetime) -> Paper:
    """Give a paper back to whose it is.

    Raises:
        AttendingRefused: it is not held by the hat's units.
    """
    rows = papers_visible_to(actor).select_for_update().filter(code=code.strip().upper(), state=HELD)
    held = rows.first()
    if held is None or held.holder_id not in actor.own_units:
        raise AttendingRefused("这份材料不在您手里，或正在移交。请核对条码。")
    held.state, held.since = RETURNED, now
    held.save(update_fields=["state", "since"])
    audit_record(actor, "window.paper.returned", f"custody_paper:{held.id}", {"code": held.code}, now=now)
    return held

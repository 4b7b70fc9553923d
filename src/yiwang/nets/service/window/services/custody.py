"""Papers in custody: given to another unit in a bag with a slip, or back to whose they are."""

import secrets
from collections.abc import Iterable
from datetime import datetime

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.calendars.public import calendar_current
from yiwang.foundations.organisations.public import unit_get
from yiwang.kernel.actor import Actor

from ..domain.attending import AttendingRefused
from ..models import Attendance, HandOver, Paper
from ..models.custody import HELD, MOVING, RETURNED
from ..policies import account_of, papers_visible_to
from ..selectors.crossing import agreed_on
from .carrying import CARRIER, arrives_by, codes_in, handover_recorded

POSTED = 100
"""How many signs the carrier and number of a parcel may have."""


def papers_give(
    actor: Actor, codes: Iterable[str], to_unit: str, *, now: datetime, posted: str = "", carrier: str = ""
) -> HandOver:
    """Put papers into a bag for another unit; until it signs for them they stay in one's own charge.

    Args:
        actor: the official.
        codes: of the papers.
        to_unit: id of the unit that is to sign for them.
        now: the instant.
        posted: carrier and number of the parcel, when they go by post.
        carrier: who carries the bag, when it is handed to somebody at once.

    Raises:
        AttendingRefused: no such unit, no papers, one of them is not held by the hat's units, or the agreement with
            a partner's hall says that they go by post and no number was given.
    """
    wanted = sorted(codes_in(codes))
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
    return _slip(actor, mine, to_unit, (posted.strip()[:POSTED], carrier.strip()[:CARRIER]), now)


def _refuse_unposted(rows: list[Paper], posted: str, now: datetime) -> None:
    if posted.strip():
        return
    holder = rows[0].holder_id
    matters = Attendance.objects.filter(id__in={row.attendance_id for row in rows})
    agreed = [one for held in matters for one in agreed_on(holder, held.target, now) or ()]
    if any(one.originals == "post" for one in agreed):
        raise AttendingRefused(
            "按通办协议这些原件要邮寄：请先交寄，把快递公司和单号写在“邮寄单号”里，再开交接单。"
        )


def _slip(actor: Actor, rows: list[Paper], to_unit: str, way: tuple[str, str], now: datetime) -> HandOver:
    posted, carrier = way
    today = calendar_current().local(now)
    made = HandOver.objects.create(
        number=f"JJ{today:%Y%m%d}{secrets.token_hex(3).upper()}", from_id=rows[0].holder_id, to_id=to_unit,
        given_by=actor.hat_label, given_account=account_of(actor), given_at=now, posted=posted,
        carrier=carrier, sent_at=now if posted or carrier else None, due_at=arrives_by(now),
        lines=[{"code": row.code, "label": row.label, "number": row.number} for row in rows],
    )  # fmt: skip
    Paper.objects.filter(id__in=[row.id for row in rows]).update(state=MOVING, to_id=to_unit)
    handover_recorded(actor, made, "given", now)
    return made


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

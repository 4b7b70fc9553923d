"""What a partner's own system received in presence and hands in: the same intake as at the window, in one go.

The partner's number stands for one acceptance: sent again it gives the same case again, with other content it is
refused. Whatever is missing is told at once and nothing is kept.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Final

from yiwang.engines.catalog.public import catalogue
from yiwang.kernel.actor import Actor

from ..domain.attending import RECEIVED, SELF, AttendingRefused, Identified
from ..models import Attendance, PartnerAcceptance
from ..policies import access_attendance
from ..selectors.crossing import Crossing, crossing_of
from .attending import attendance_open, attendance_prove
from .filling import Filled, Sheet, attendance_fill
from .handing_in import attendance_hand_in

CHANNEL = "partner"
PASSES: Final = 4
"""How often the fields are gone through: an answer may open fields, which may open others."""


@dataclass(frozen=True)
class Sent:
    """One acceptance as the partner's system sent it.

    Attributes:
        their_number: the partner's own number.
        said: digest of everything that was sent.
        item: id of the item.
        who: the person in presence; ``capacity`` and ``principal`` as for ``attendance_open``.
        sheet: answers, agreed topics, fields, files and commitments.
        proof, proof_data, proof_name: how the person confirmed it there, as ``attendance_prove`` takes it.
    """

    their_number: str
    said: bytes
    item: str
    who: Identified
    sheet: Sheet
    proof: str
    proof_data: bytes
    proof_name: str
    capacity: str = SELF
    principal: Identified | None = None


class NotAPartner(Exception):
    """The hat is none of a partner's hall."""

    def __init__(self) -> None:
        super().__init__(
            "这个令牌不属于合作大厅的收件岗位，不能从这里递交。请向签发单位申请合作大厅岗位的令牌。"
        )


class NumberReused(Exception):
    """The partner's number stands for something else already."""

    def __init__(self, number: str) -> None:
        super().__init__(f"编号“{number}”已经用来递交过另一份内容。请换一个编号，或核对是不是重复递交。")


class AcceptanceIncomplete(Exception):
    """What was sent is not complete or not good; ``problems`` says so key by key."""

    def __init__(self, problems: Mapping[str, str]) -> None:
        super().__init__("递交的内容还不完整或有错，没有收件。请照 errors 逐项补齐，用同一个编号再递交一次。")
        self.problems = dict(problems)


def partner_at(actor: Actor, now: datetime) -> Crossing:
    """What the partner of this hat receives. Raises NotAPartner."""
    crossing = crossing_of(actor.unit, now) if actor.audience == "staff" else None
    if crossing is None:
        raise NotAPartner
    return crossing


def partner_hand_in(actor: Actor, sent: Sent, *, now: datetime) -> tuple[Attendance, bool]:
    """Receive what a partner's system sent; the matter, and whether it is new.

    Args:
        actor: the hat of a partner's post.
        sent: the acceptance.
        now: the instant; the clock starts here.

    Raises:
        NotAPartner, NumberReused, AcceptanceIncomplete: see there.
        AttendingRefused: not agreed, or several must sign.
        MayNotReceive, PartyMismatch, PartyNumberWrong, PartyIncomplete, FileRefusedError: as at the window.
    """
    row, is_new = PartnerAcceptance.objects.get_or_create(
        partner=partner_at(actor, now).partner.id, their_number=sent.their_number,
        defaults={"unit_id": actor.unit, "said": sent.said, "received_at": now},
    )  # fmt: skip
    if not is_new:
        if bytes(row.said) != sent.said or row.attendance_id is None:
            raise NumberReused(sent.their_number)
        return access_attendance(actor, row.attendance_id), False
    held = _received(actor, sent, now)
    row.attendance_id = held.id
    row.save(update_fields=["attendance_id"])
    return held, True


def _received(actor: Actor, sent: Sent, now: datetime) -> Attendance:
    held = attendance_open(
        actor, sent.who, _title(sent.item), now=now, capacity=sent.capacity, principal=sent.principal,
        channel=CHANNEL,
    )  # fmt: skip
    filled = _filled(actor, held, sent.sheet, now)
    if filled.errors or filled.missing:
        raise AcceptanceIncomplete({**filled.missing, **filled.errors})
    attendance_prove(actor, held.id, sent.proof, sent.proof_data, sent.proof_name, now=now)
    done = attendance_hand_in(
        actor, held.id, shown=filled.view.shown_hash, now=now, number_there=sent.their_number
    )
    if done.state != RECEIVED:
        raise AttendingRefused(
            "这件事需要几个人签名，不能从系统递交。请在窗口页面上办，其他人在自己的手机上签名。"
        )
    return done


def _title(item: str) -> str:
    found = catalogue().items.get(item)
    if found is None:
        raise AttendingRefused(f"没有“{item}”这个事项。请按协议里的事项编号填写 item。")
    return found.title


def _filled(actor: Actor, held: Attendance, sheet: Sheet, now: datetime) -> Filled:
    """Fields first, as often as they open others; then files and commitments."""
    fields = Sheet(answers=sheet.answers, consents=sheet.consents, values=sheet.values)
    filled = attendance_fill(actor, held.id, fields, now=now)
    for _ in range(PASSES):
        before = filled.missing
        filled = attendance_fill(actor, held.id, fields, now=now)
        if filled.missing == before:
            break
    papers = Sheet(uploads=sheet.uploads, promises=sheet.promises)
    handed = attendance_fill(actor, held.id, papers, now=now)
    return Filled(handed.view, {**filled.errors, **handed.errors}, handed.missing)

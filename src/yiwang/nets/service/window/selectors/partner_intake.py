"""What a partner's system handed in, found again by its own number."""

from dataclasses import dataclass
from datetime import datetime

from yiwang.engines.cases.public import cases_visible_to
from yiwang.kernel.actor import Actor

from ..models import Attendance
from ..policies import acceptances_visible_to, attendances_visible_to


class AcceptanceNotFound(Exception):
    """Nothing was handed in under this number, or not by this hall."""

    def __init__(self) -> None:
        super().__init__("没有用这个编号递交过的收件；请核对编号。")


@dataclass(frozen=True)
class Accepted:
    """How an acceptance stands: our number, the state of its case, when it is due and when it was closed."""

    their_number: str
    number: str
    item: str
    state: str
    received_at: datetime
    due_at: datetime | None
    closed_at: datetime | None


def accepted(actor: Actor, partner: str, their_number: str) -> tuple[Accepted, Attendance]:
    """The acceptance under a partner's number, as far as the hat sees it. Raises AcceptanceNotFound."""
    row = acceptances_visible_to(actor).filter(partner=partner, their_number=their_number).first()
    known = row.attendance_id if row else None
    held = attendances_visible_to(actor).filter(id=known).first() if known else None
    case = cases_visible_to(actor).filter(number=held.number).first() if held else None
    if row is None or held is None or case is None:
        raise AcceptanceNotFound
    told = Accepted(
        row.their_number, held.number, case.subject, case.state, row.received_at, case.due_at, case.closed_at
    )
    return told, held

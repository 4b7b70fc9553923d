"""Electronic service (电子送达) at a counter: read out and agreed to like any consent, and taken back as easily.

It holds beyond the one matter, so only the party itself agrees: in person, or by whom a register names as its
representative; whoever has a mandate for one matter cannot. Who has no phone takes it back here, by the same act as
on one's own page.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.foundations.notices.public import electronic_agree, electronic_terms, served_electronically
from yiwang.foundations.people.public import consent_withdraw
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.attending import AttendingRefused
from ..models import Attendance
from ..selectors.attending import acting_for
from .attending import open_one

NOT_HIS = (
    "电子送达要本人或者单位的法定代表人同意，这次委托的人不能代为同意。文书会寄信、上门或者在窗口交给本人。"
)
NOT_HIS_TO_END = (
    "电子送达要本人或者单位的法定代表人撤回，这次委托的人不能代为撤回。请本人来窗口，或者在手机上撤回。"
)


@dataclass(frozen=True)
class Service:
    """What is read out at the counter.

    Attributes:
        agreed_at: since when the party is served electronically; None if it is not.
        words, version: what would be agreed to; both empty where the pack offers none.
    """

    agreed_at: datetime | None
    words: str
    version: str


def service_here(actor: Actor, held: Attendance, now: datetime) -> Service | None:
    """How the party is served; None where there is nothing to agree to for who stands here."""
    words, version = electronic_terms(now)
    if held.mandate_id or not words:
        return None
    here = acting_for(actor, held)
    with as_actor(here):
        given = served_electronically(held.party_id)
    return Service(given.given_at if given else None, words, version)


def service_agree(actor: Actor, attendance_id: UUID, *, now: datetime) -> None:
    """Note that the party agreed to be served electronically; the same again changes nothing.

    Raises:
        AttendingRefused: whoever stands here has a mandate for this matter only, or it is in other hands.
    """
    held = open_one(actor, attendance_id)
    if service_here(actor, held, now) is None:
        raise AttendingRefused(NOT_HIS)
    here = acting_for(actor, held)
    with as_actor(here):
        if served_electronically(held.party_id) is None:
            electronic_agree(here, held.party_id, now=now)


def service_end(actor: Actor, attendance_id: UUID, *, now: datetime) -> None:
    """Note that the party takes its agreement back: papers go by letter, visit or at a counter. Twice is once.

    Raises:
        AttendingRefused: whoever stands here has a mandate for this matter only, or it is in other hands.
    """
    held = open_one(actor, attendance_id)
    if held.mandate_id:
        raise AttendingRefused(NOT_HIS_TO_END)
    here = acting_for(actor, held)
    with as_actor(here):
        if given := served_electronically(held.party_id):
            consent_withdraw(here, party_id=given.party_id, topic=given.topic, purpose=given.purpose, now=now)

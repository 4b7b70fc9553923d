"""Electronic service taken back by somebody who comes to a counter for that alone, while nothing is received.

The same rule as beside a matter (``serving_here``): the party itself, or whom a register names as its representative.
"""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.engines.applications.public import actor_in_presence
from yiwang.foundations.audit.public import access_record, audit_record
from yiwang.foundations.notices.public import served_electronically
from yiwang.foundations.people.public import capacities_of, consent_withdraw, party_lookup
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.kernel.ids import uuid7

from ..domain.attending import AttendingRefused, Identified
from ..selectors.crossing import crossing_of
from .serving_here import NOT_HIS_TO_END

NOBODY = "没有找到登记过的这个人或单位。请核对证件、姓名和号码；没有同意过电子送达的，文书本来就寄信、上门或窗口交。"
NOT_AT_PARTNERS = "合作大厅只收协议里的事项，不办送达方式。请他到本市任何一个窗口，或者在手机上撤回。"


@dataclass(frozen=True)
class ServedParty:
    """How a party is served that stands at the counter.

    Attributes:
        here: the party, under the official's own hat; held to no matter.
        name: as it was found.
        agreed_at: since when it is served electronically; None if it is not.
    """

    here: Actor
    party: UUID
    name: str
    agreed_at: datetime | None


def served_find(
    actor: Actor, who: Identified, *, now: datetime, principal: Identified | None = None
) -> ServedParty:
    """How somebody in presence is served, or the organisation that a register says he represents; the party reads it.

    Args:
        actor: the official.
        who: the person in presence, as his document says.
        now: the instant.
        principal: the organisation, unless it is about himself.

    Raises:
        AttendingRefused: nobody is registered so, he does not represent it, or a partner's hall asks.
        NotForThisHat: the hat does not serve people in presence.
    """
    if crossing_of(actor.unit, now) is not None:
        raise AttendingRefused(NOT_AT_PARTNERS)
    presenter = _known(who)
    party = _known(principal) if principal else presenter
    here = actor_in_presence(actor, party, uuid7())
    with as_actor(here):
        if party != presenter and not capacities_of(presenter, party, now=now):
            raise AttendingRefused(NOT_HIS_TO_END)
        given = served_electronically(party)
    access_record(actor, party, "现场办理送达方式", ["姓名或名称", "证件号码"], now=now)
    name = principal.name if principal else who.name
    return ServedParty(here, party, name, given.given_at if given else None)


def _known(who: Identified) -> UUID:
    found = party_lookup(who.id_kind, who.id_number, who.name)
    if found is None or not found[1]:
        raise AttendingRefused(NOBODY)
    return found[0]


def served_end(actor: Actor, held: ServedParty, *, source: str, now: datetime) -> None:
    """Take the agreement back: papers go by letter, visit or at a counter from now on. Twice is once.

    Args:
        actor: the official.
        held: what ``served_find`` gave.
        source: how the document was read, ``reader`` or ``hand``.
        now: the instant.
    """
    with as_actor(held.here):
        given = served_electronically(held.party)
        if given is None:
            return
        consent_withdraw(
            held.here, party_id=given.party_id, topic=given.topic, purpose=given.purpose, now=now
        )
    audit_record(actor, "window.service.ended", f"party:{held.party}", {"source": source}, now=now)

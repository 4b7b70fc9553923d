"""Who is in a dispute, opened for those who call; every look is written down."""

from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from yiwang.engines.cases.public import CaseNotFound
from yiwang.foundations.audit.public import access_record, audit_record
from yiwang.foundations.keys.public import decrypt
from yiwang.foundations.people.public import PurposeMissing
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import MediationRefused
from ..domain.signing import ROLES
from ..models import MediationSide
from ..policies import ALARM, MEDIATE, MEDIATION, NAME_PURPOSE, PHONE_PURPOSE, may
from ..selectors.cases import access_mediation

LONGEST = 200


@dataclass(frozen=True)
class Shown:
    """A side as those read it who call; "" for what is not known."""

    role: str
    label: str
    name: str
    phone: str
    party_id: UUID | None


def sides_open(actor: Actor, number: str, purpose: str, *, now: datetime) -> list[Shown]:
    """Both sides of a dispute, for a purpose that an applicant with an account can read.

    Raises:
        CaseNotFound: the actor does not see the case.
        PurposeMissing: no purpose was stated.
        MediationRefused: this hat neither mediates nor was told of danger.
    """
    case = access_mediation(actor, number)
    said = purpose.strip()[:LONGEST]
    if not said:
        raise PurposeMissing
    if not may(actor, MEDIATE, ALARM):
        raise MediationRefused("您现在的岗位不能查看当事人；请换用调解员的岗位。")
    with as_actor(MEDIATION):
        shown = sides_of(case.id)
        for side in shown:
            if side.party_id:
                access_record(actor, side.party_id, said, ["姓名", "电话"], now=now)
        audit_record(actor, "mediation.sides.opened", f"case:{case.id}", {"purpose": said}, now=now)
    return shown


def sides_of(case_id: UUID) -> list[Shown]:
    """Both sides in clear, for papers; run as the worker."""
    rows = {row.role: row for row in MediationSide.objects.filter(case_id=case_id)}
    return [_shown(rows[role]) for role in ROLES if role in rows]


def _shown(row: MediationSide) -> Shown:
    name = decrypt(row.name, purpose=NAME_PURPOSE) if row.name else ""
    phone = decrypt(row.phone, purpose=PHONE_PURPOSE) if row.phone else ""
    return Shown(row.role, ROLES[row.role], name, phone, row.party_id)


def side_name(case_id: UUID, role: str) -> str:
    """The name of one side. Raises CaseNotFound where the case is no mediation."""
    with as_actor(MEDIATION):
        found = next((side for side in sides_of(case_id) if side.role == role), None)
    if found is None:
        raise CaseNotFound(case_id)
    return found.name

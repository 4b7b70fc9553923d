"""The PDF of a licence version: set from the pack's paper, sealed by the unit, kept in files."""

from datetime import datetime
from typing import Any
from uuid import UUID

from yiwang.foundations.files.public import file_grant, file_store_generated
from yiwang.foundations.papers import public as papers
from yiwang.kernel.actor import Actor
from yiwang.loader import World

from ..definitions import LicenceType
from ..models import Licence, LicenceVersion
from .faces import face_printed

GROUND = "证照持有人"


def version_papered(
    actor: Actor, licence: Licence, version: LicenceVersion, kind: LicenceType, *, world: World,
    face: dict[str, Any], holders: dict[UUID, str], code: str, now: datetime,
) -> UUID | None:  # fmt: skip
    """Make, seal and keep the PDF, for its holders and the issuing unit; None if the type has no paper."""
    if kind.paper is None:
        return None
    data = {**_words(licence, version, code), "holders": list(holders.values())}
    pdf = papers.paper_render(kind.paper, {**data, "face": face_printed(kind, face, world)}, world)
    sealed = papers.paper_seal(pdf, licence.unit_id, f"签发{kind.name}", {"identifier": version.identifier})
    name = f"{kind.name}.pdf"
    stored = file_store_generated(
        actor, data=sealed, mime="application/pdf", name=name, purpose=f"licence:{licence.id}", now=now
    )
    _let_read(actor, stored.id, licence.unit_id, list(holders), now)
    return stored.id


def _words(licence: Licence, version: LicenceVersion, code: str) -> dict[str, Any]:
    return {
        "name": licence.type_name,
        "identifier": version.identifier,
        "unit": licence.unit_name,
        "issued_on": licence.issued_at.date().isoformat(),
        "valid_from": licence.valid_from.isoformat(),
        "valid_until": licence.valid_until.isoformat() if licence.valid_until else "长期",
        "code": code,
        "is_demo": licence.is_demo,
    }


def _let_read(actor: Actor, file_id: UUID, unit: str, parties: list[UUID], now: datetime) -> None:
    if not (actor.audience == "staff" and actor.unit == unit):
        file_grant(file_id, unit=unit, ground="签发单位", now=now)
    for party in parties:
        file_grant(file_id, party=party, ground=GROUND, now=now)

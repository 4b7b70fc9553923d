"""The PDF of a licence version: set from the pack's paper, sealed by the unit, kept in files."""

from datetime import datetime
from hashlib import sha256
from typing import Any
from uuid import UUID

from django.utils import timezone

from yiwang.foundations.files.public import file_grant, file_store_generated
from yiwang.foundations.papers.public import (
    PAPER,
    paper_render,
    paper_seal,
    verification_code_bind,
    verification_code_issue,
    verification_url,
)
from yiwang.kernel.actor import Actor
from yiwang.loader import World

from ..definitions import LicenceType
from ..domain.words import face_words
from ..models import Licence, LicenceVersion
from .faces import face_printed

GROUND = "证照持有人"


def code_issued(licence: Licence, now: datetime) -> str:
    """A verification code for the current version, which anybody who reads it may check."""
    subject = f"{licence.id}:{licence.version}"
    return verification_code_issue(
        kind="licence", subject=subject, shown={"name": licence.type_name}, now=now
    )


def version_papered(
    actor: Actor, licence: Licence, version: LicenceVersion, kind: LicenceType, *, world: World,
    face: dict[str, Any], holders: dict[UUID, str], code: str, now: datetime,
) -> UUID | None:  # fmt: skip
    """Make, seal and keep the PDF, for its holders and the issuing unit; None if the type has no paper."""
    if kind.paper is None:
        return None
    data = {**face_words(kind.face, face, world), **_words(licence, version, code)}
    data |= {"holders": "、".join(holders.values()), "rows": face_printed(kind, face, world)}
    wanted = world.get(PAPER, kind.paper).base(world).fields
    pdf = paper_render(kind.paper, {name: data[name] for name in wanted if name in data}, world)
    fields = {"identifier": version.identifier}
    sealed = paper_seal(pdf, licence.unit_id, f"签发{kind.name}", fields, actor=actor, now=now)
    verification_code_bind(code, sha256(sealed).digest())
    return _kept(actor, licence, sealed, list(holders), now)


def _words(licence: Licence, version: LicenceVersion, code: str) -> dict[str, Any]:
    """What every paper of a licence may ask for besides the face."""
    return {
        "title": licence.type_name,
        "identifier": version.identifier,
        "unit": licence.unit_name,
        "date": timezone.localtime(version.made_at).date(),
        "valid_from": licence.valid_from,
        "valid_until": licence.valid_until,
        "verify_code": code,
        "verify_qr": verification_url(code),
        "demo": licence.is_demo,
    }


def _kept(actor: Actor, licence: Licence, sealed: bytes, holders: list[UUID], now: datetime) -> UUID:
    stored = file_store_generated(
        actor, data=sealed, mime="application/pdf", name=f"{licence.type_name}.pdf",
        purpose=f"licence:{licence.id}", now=now,
    )  # fmt: skip
    if not (actor.audience == "staff" and actor.unit == licence.unit_id):
        file_grant(stored.id, unit=licence.unit_id, ground="签发单位", now=now)
    for party in holders:
        file_grant(stored.id, party=party, ground=GROUND, now=now)
    return stored.id

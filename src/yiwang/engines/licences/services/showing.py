"""Showing a licence by a QR code that serves once for a minute, and what a stranger learns from it."""

import json
import re
from base64 import urlsafe_b64decode, urlsafe_b64encode
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any
from uuid import UUID

import segno
from django.core.signing import BadSignature, Signer
from django.db import connection, transaction
from django.utils import timezone

from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor

from ..domain.codes import code_digest
from ..domain.errors import LicenceNotVerified, LicenceRefused
from ..domain.states import Status, status_on
from ..models import LicencePresentation
from ..policies import access_licence
from .using import log_use

_SIGNER = Signer(salt="yiwang.licences.presentation", sep=".")
KEPT = timedelta(days=1)
"""How long an ended presentation is kept, so that a late scan is told that it has ended, not that it never was."""
_TOKEN = re.compile(r"[A-Za-z0-9_-]{22}\.[A-Za-z0-9_-]{20,}")


@dataclass(frozen=True)
class Presentation:
    """A licence being shown.

    Attributes:
        token: what the QR code says, without the link before it.
        qr: the QR code as inline SVG.
        expires_at: last instant at which it serves; at most 60 seconds from now.
    """

    token: str
    qr: str
    expires_at: datetime


@dataclass(frozen=True)
class Verification:
    """What a stranger learns: no more than is needed to believe what is shown.

    Attributes:
        state: a ``Status``, or ``superseded`` where the version shown is no longer the current one.
        word: the state as people read it.
        holders: persons with their names starred, organisations in full.
    """

    state: str
    word: str
    type_name: str
    identifier: str
    unit_name: str
    holders: tuple[str, ...]
    valid_from: date
    valid_until: date | None
    is_demo: bool


def presentation_open(actor: Actor, licence_id: UUID, *, now: datetime, link: str = "") -> Presentation:
    """Show a licence one holds.

    Args:
        actor: a holder's hat.
        licence_id: which licence.
        now: instant of showing.
        link: address of the verification page, to which the token is appended.

    Raises:
        LicenceNotVisible: the actor does not hold it.
        LicenceRefused: it is not valid today.
    """
    with transaction.atomic():
        licence = access_licence(actor, licence_id, to="hold")
        status = status_on(Status(licence.status), licence.valid_until, timezone.localdate(now))
        if status is not Status.VALID:
            raise LicenceRefused(f"证照{status.word}，不能亮证。")
        until = now + timedelta(seconds=licence.present_seconds)
        shown = LicencePresentation.objects.create(
            licence=licence, version=licence.version, opened_at=now, expires_at=until
        )
        log_use(actor, licence, "shown", "亮证", "", now)
    token = _token(shown.id)
    return Presentation(token, segno.make(link + token, error="m", micro=False).svg_inline(scale=5), until)


def presentations_prune(now: datetime) -> int:
    """Take away presentations that ended a day ago or earlier: nobody can be shown them any more. Returns how many."""
    with as_actor(system_actor("licences")):
        ended = LicencePresentation.objects.filter(expires_at__lt=now - KEPT)
        return ended.delete()[0]


def licence_verify(token_or_code: str, *, now: datetime) -> Verification:
    """What a scanned QR code or a printed verification code proves, to anybody who has it.

    A QR code serves once. The holder sees that somebody verified the licence, not who.

    Raises:
        LicenceNotVerified: it proves nothing: unknown, forged, used already, or too old.
    """
    said = token_or_code.strip().rsplit("/", 1)[-1]
    if _TOKEN.fullmatch(said):
        found = _ask("licence_verify_presentation", _presentation_id(said), now)
    else:
        found = _ask("licence_verify_code", code_digest(said), now)
    if "refused" in found:
        raise LicenceNotVerified(found["refused"])
    return _verification(found, timezone.localdate(now))


def _token(presentation_id: UUID) -> str:
    return _SIGNER.sign(urlsafe_b64encode(presentation_id.bytes).decode().rstrip("="))


def _presentation_id(token: str) -> UUID:
    try:
        return UUID(bytes=urlsafe_b64decode(_SIGNER.unsign(token) + "=="))
    except (BadSignature, ValueError):
        raise LicenceNotVerified("unknown") from None


def _ask(function: str, *values: Any) -> dict[str, Any]:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(f"SELECT {function}(%s, %s)::text", values)
        answer: dict[str, Any] = json.loads(cursor.fetchone()[0])
        return answer


def _verification(found: dict[str, Any], day: date) -> Verification:
    until = date.fromisoformat(found["valid_until"]) if found["valid_until"] else None
    status = status_on(Status(found["status"]), until, day)
    superseded = found["superseded"] and status is Status.VALID
    return Verification(
        state="superseded" if superseded else status.value,
        word="已有新版本" if superseded else status.word,
        type_name=found["type_name"],
        identifier=found["identifier"],
        unit_name=found["unit_name"],
        holders=tuple(found["holders"]),
        valid_from=date.fromisoformat(found["valid_from"]),
        valid_until=until,
        is_demo=found["is_demo"],
    )

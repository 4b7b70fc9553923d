"""Answering the one request for supplements (补正): files and a few words, once, to the unit that asked."""

from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Any
from uuid import UUID

from yiwang.engines.cases.public import Moved, access_case, case_move
from yiwang.foundations.files.public import StoredFile, file_grant, file_store, file_store_photos
from yiwang.kernel.actor import Actor

from .materials import Upload

ASKED = ("supply", ("answer", "supplied"))
TOLERATED = ("supply_tolerated", ("tolerated_answer", "tolerated"))
"""The acts by which materials come later, with the fields for the words and the files."""


def case_supply(
    actor: Actor, case_id: UUID, *, answer: str, uploads: Mapping[str, Sequence[Upload]], now: datetime,
    version: int | None = None, tolerated: bool = False,
) -> Moved:  # fmt: skip
    """Supply what a unit asked for; its clock goes on in the same transaction.

    Args:
        actor: the applicant or the agent.
        case_id: the case that was asked.
        answer: a few words to what was asked.
        uploads: what it is about (a material's label) → its files or photographs.
        now: instant of the act.
        version: the version the applicant saw.
        tolerated: it is what was let out at acceptance (容缺) and is due now, instead of what a unit asked for.

    Raises:
        CaseNotFound: the case is not the actor's.
        CaseRefused: nothing is asked at this moment.
        FileRefusedError: a file may not be kept; the sentence says why.
    """
    case = access_case(actor, case_id)
    files = {label: _stored(actor, label, held, now) for label, held in uploads.items() if held}
    for label, stored in files.items():
        file_grant(stored.id, unit=case.owner_unit_id, ground=f"办件 {case.number} 补正：{label}", now=now)
    supplied = {label: {"file": str(stored.id), "name": stored.name} for label, stored in files.items()}
    act, fields = TOLERATED if tolerated else ASKED
    data: dict[str, Any] = dict(zip(fields, (answer, supplied), strict=True))
    return case_move(actor=actor, case_id=case_id, act=act, data=data, now=now, version=version)


def _stored(actor: Actor, label: str, held: Sequence[Upload], now: datetime) -> StoredFile:
    if len(held) == 1 and held[0].data[:5] == b"%PDF-":
        return file_store(actor, data=held[0].data, name=held[0].name, purpose="supplement", now=now)
    photos = [upload.data for upload in held]
    return file_store_photos(actor, photos=photos, name=label, purpose="supplement", now=now)

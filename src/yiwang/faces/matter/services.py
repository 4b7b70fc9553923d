"""Answering the one request for supplements, online or at a counter: what is missing now, and what was sent for it."""

import json
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.http import HttpResponse
from django.utils.translation import gettext as _

from yiwang.engines.applications.public import FieldsRefused, Upload, case_supply
from yiwang.engines.cases.public import CaseAct, MatterPage
from yiwang.faces.matter.domain.supplement import Ask, Part, asked_of, tolerated_of
from yiwang.kernel.actor import Actor
from yiwang.web.responses import download

NOTE = 2000
SUPPLY = "supply"
"""The act by which an applicant answers a request for supplements."""

TOLERATED = "supply_tolerated"
"""The act by which what was let out at acceptance (容缺) is handed in."""

TOLERANCE = "tolerance"
"""The clock within which that must be done."""


@dataclass(frozen=True)
class Supplied:
    """What was sent for one part: a few words, and files or photographs."""

    note: str
    uploads: tuple[Upload, ...]


def supplement_asked(held: Sequence[Any], page: MatterPage) -> Ask | None:
    """The one request over all cases of a matter that were asked and may still be answered; None if nothing is.

    Args:
        held: the cases of the matter.
        page: what the hat reads of them.
    """
    asked, tolerated = (_open_for(act, held, page.acts) for act in (SUPPLY, TOLERATED))
    if asked or not tolerated:
        return asked_of(asked, page.units) if asked else None
    dues = [due for one in tolerated if (due := page.due_of(one.id, TOLERANCE))]
    return tolerated_of(tolerated, page.units, min(dues, default=None))


def _open_for(act: str, held: Sequence[Any], acts: Mapping[UUID, Sequence[CaseAct]]) -> list[Any]:
    return [one for one in held if any(mine.id == act and mine.available for mine in acts[one.id])]


def supplement_sent(asked: Ask, post: Mapping[str, Any], files: Any) -> dict[UUID, Supplied]:
    """What a form sent for each part, by its case."""
    return {
        part.case_id: Supplied(
            str(post.get(f"note.{part.case_id}", "")).strip()[:NOTE],
            tuple(Upload(file.name or "", file.read()) for file in files.getlist(f"files.{part.case_id}")),
        )
        for part in asked.parts
    }


def supplement_supply(actor: Actor, asked: Ask, sent: Mapping[UUID, Supplied], *, now: datetime) -> None:
    """Supply every part, all or none; each clock goes on in the same transaction.

    Raises:
        FieldsRefused: a part has neither words nor files, or what was let out has no file.
        CaseRefused: it is not asked any more.
        FileRefusedError: a file may not be kept.
    """
    with transaction.atomic():
        for part in asked.parts:
            _supply(actor, part, sent[part.case_id], now)


def _supply(actor: Actor, part: Part, sent: Supplied, now: datetime) -> None:
    _refuse_empty(part, sent)
    label = _("补交的材料") if part.tolerated else _("补正材料")
    case_supply(
        actor,
        part.case_id,
        answer=sent.note,
        uploads={label: sent.uploads},
        now=now,
        tolerated=part.tolerated,
    )


def _refuse_empty(part: Part, sent: Supplied) -> None:
    if not sent.note and not sent.uploads:
        told = _("“{0}”还没有补充：请上传照片或文件，或者写明情况。")
        raise FieldsRefused({str(part.case_id): told.format(part.title)})
    if part.tolerated and not sent.uploads:
        told = _("“{0}”要补交的是材料，请上传照片或文件。")
        raise FieldsRefused({str(part.case_id): told.format(part.title)})


def receipts_file(held: Mapping[str, Any]) -> HttpResponse:
    """A matter's receipts as a file to keep."""
    text = json.dumps(held, ensure_ascii=False, indent=1)
    return download(text, f"receipt-{held['number']}.json", "application/json")

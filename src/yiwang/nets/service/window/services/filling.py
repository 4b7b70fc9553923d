"""Filling in what is received: one sheet sent as a whole, each part saved as far as it is good."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any
from uuid import UUID

from yiwang.engines.applications.public import (
    DraftView,
    FieldsRefused,
    Upload,
    draft_answer,
    draft_attach,
    draft_check,
    draft_commit,
    draft_consent,
    draft_get,
    draft_save_fields,
)
from yiwang.foundations.audit.public import access_record
from yiwang.foundations.files.public import FileRefusedError
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..models import Attendance
from ..policies import access_attendance
from ..selectors.attending import acting_for
from .attending import open_one


@dataclass(frozen=True)
class Sheet:
    """What a page sent of one matter. Parts that the page did not show are None or empty and stay as they are.

    Attributes:
        answers: question → answer.
        consents: topics that the person in presence agreed to; None if the page did not ask.
        values: written key → what was typed.
        uploads: material → files.
        promises: material → whether a commitment stands for it.
    """

    answers: Mapping[str, str] = field(default_factory=dict)
    consents: frozenset[str] | None = None
    values: Mapping[str, str] = field(default_factory=dict)
    uploads: Mapping[str, list[Upload]] = field(default_factory=dict)
    promises: Mapping[str, bool] = field(default_factory=dict)


@dataclass(frozen=True)
class Filled:
    """How it stands after saving: the draft, what was refused (name → sentence), what is still missing."""

    view: DraftView
    errors: Mapping[str, str]
    missing: Mapping[str, str]


def attendance_look(actor: Actor, attendance_id: UUID, *, now: datetime) -> tuple[Attendance, Filled]:
    """What is received, as it stands. Raises AttendingRefused."""
    held = access_attendance(actor, attendance_id, to="serve")
    here = acting_for(actor, held)
    with as_actor(here):
        check = draft_check(here, held.id, now=now)
    return held, Filled(check.draft, {}, check.problems)


def attendance_fill(actor: Actor, attendance_id: UUID, sheet: Sheet, *, now: datetime) -> Filled:
    """Save a sheet: what is good is kept, what is refused comes back with a sentence each.

    Args:
        actor: the official.
        attendance_id: what he receives.
        sheet: what the page sent.
        now: the instant.

    Raises:
        AttendingRefused: it is in other hands, or handed in.
    """
    held = open_one(actor, attendance_id)
    here, errors = acting_for(actor, held), dict[str, str]()
    with as_actor(here):
        _answer(here, held, sheet, now, errors)
        agreed = _agree(here, held, sheet, now)
        errors |= draft_save_fields(here, held.id, _typed(here, held, sheet, now), now=now).errors
        _hand_over(here, held, sheet, now, errors)
        check = draft_check(here, held.id, now=now)
    if agreed:
        purpose = f"经本人现场同意，用于办理：{held.title}"
        access_record(actor, held.party_id, purpose, agreed, now=now)
    return Filled(check.draft, errors, check.problems)


def _answer(here: Actor, held: Attendance, sheet: Sheet, now: datetime, errors: dict[str, str]) -> None:
    known = draft_get(here, held.id, now=now).answers
    for question, answer in sheet.answers.items():
        if answer != _text(known.get(question, "")):
            try:
                draft_answer(here, held.id, question, answer, now=now)
            except FieldsRefused as error:
                errors |= error.fields


def _text(value: Any) -> str:
    return {True: "true", False: "false"}[value] if isinstance(value, bool) else str(value)


def _agree(here: Actor, held: Attendance, sheet: Sheet, now: datetime) -> list[str]:
    """Note what was agreed to or taken back; the labels of what is newly open to the official."""
    if sheet.consents is None:
        return []
    fresh: list[str] = []
    offers = {offer.topic: offer for offer in draft_get(here, held.id, now=now).offers}
    for topic, offer in offers.items():
        if offer.agreed != (topic in sheet.consents):
            draft_consent(here, held.id, topic, given=topic in sheet.consents, now=now)
            fresh += [offer.label, *offer.gives] if topic in sheet.consents else []
    return fresh


def _typed(here: Actor, held: Attendance, sheet: Sheet, now: datetime) -> dict[str, str]:
    """What was typed for fields that are still asked: what is known by now is not typed over."""
    asked = {f.key for f in draft_get(here, held.id, now=now).fields if f.state == "asked"}
    return {key: value for key, value in sheet.values.items() if key in asked}


def _hand_over(here: Actor, held: Attendance, sheet: Sheet, now: datetime, errors: dict[str, str]) -> None:
    known = {m.key: m.met for m in draft_get(here, held.id, now=now).materials}
    for key, files in sheet.uploads.items():
        _tried(lambda k=key, f=files: draft_attach(here, held.id, k, f, now=now), key, errors)
    for key, chosen in sheet.promises.items():
        if key in known and chosen != (known[key] in ("commitment", "tolerance")):
            _tried(lambda k=key, c=chosen: draft_commit(here, held.id, k, chosen=c, now=now), key, errors)


def _tried(act: Any, key: str, errors: dict[str, str]) -> None:
    try:
        act()
    except FieldsRefused as error:
        errors |= error.fields
    except FileRefusedError as error:
        errors[key] = str(error)


def labels_missing(filled: Filled) -> Iterable[str]:
    """Sentences about what is still missing, refused things first."""
    return [*filled.errors.values(), *filled.missing.values()]

"""What the other system is told of a case, field by field, and which files go along.

Secret values are opened for it, and that is logged.
"""

from collections.abc import Iterator
from typing import Any
from uuid import UUID

from django.utils import timezone

from yiwang.engines.applications.public import HandedField, slice_fields, slice_files, slice_reveal
from yiwang.engines.cases.public import access_case
from yiwang.engines.externals.domain.gateway import SentFile, SentValue
from yiwang.engines.externals.models import ExternalStep
from yiwang.engines.externals.pure import ExternalSystem, SentField
from yiwang.foundations.files.public import access_file, file_read
from yiwang.kernel.actor import Actor

CLOSED = "（点复制取得）"
"""What stands for a secret value until it is opened."""


def values_told(
    actor: Actor, step: ExternalStep, system: ExternalSystem, *, purpose: str = "", only: str = ""
) -> list[SentValue]:
    """What a step's system is told. Secret values come open only for a purpose, which the person can read.

    Args:
        actor: who reads.
        step: the step.
        system: its system.
        purpose: why secret values are opened; without one they stay closed.
        only: key of the one secret value that is opened; "" for all.

    Raises:
        CaseNotFound: the actor does not take part in the case.
    """
    case = access_case(actor, step.case_id)
    told = [line for sent in system.sends for line in _lines(case, sent)]
    wanted = [value.key for value, is_secret in told if is_secret and only in ("", value.key)]
    opened = slice_reveal(actor, case.id, wanted, purpose) if wanted and purpose else {}
    return [
        SentValue(value.key, value.label, str(opened.get(value.key, CLOSED)) if is_secret else value.value)
        for value, is_secret in told
    ]


def files_told(actor: Actor, step: ExternalStep, system: ExternalSystem) -> tuple[SentFile, ...]:
    """The files that go along with a step: of the materials that the pack names, and what was supplied since.

    Raises:
        CaseNotFound: the actor does not take part in the case.
    """
    wanted = [sent.material for sent in system.sends if sent.material]
    files = slice_files(access_case(actor, step.case_id).data, wanted) if wanted else {}
    return tuple(_file(actor, UUID(file_id), label) for file_id, label in files.items())


def _file(actor: Actor, file_id: UUID, label: str) -> SentFile:
    held = access_file(actor, file_id)
    return SentFile(label, held.name, held.mime, file_read(actor, file_id))


def _lines(case: Any, sent: SentField) -> Iterator[tuple[SentValue, bool]]:
    form = case.data.get("form") or {}
    if sent.element:
        yield from (_handed(one, sent) for one in slice_fields(form) if _is(one, sent))
    elif sent.told:
        held = [one for one in slice_fields(form) if one.label == sent.told]
        yield from ((SentValue(one.key, sent.label or one.label, one.said), one.secret) for one in held)
    elif sent.kept:
        said = (case.data.get("kept") or {}).get(sent.kept)
        yield SentValue(f"kept.{sent.kept}", sent.label or sent.kept, str(said or "")), False
    elif sent.case:
        yield _own(case, sent), False


def _is(field: HandedField, sent: SentField) -> bool:
    """Whether a field of the slice is this element's: keys are ``party.element``, with a row between for many."""
    return field.key.rpartition(".")[2] == sent.element and sent.party in ("", field.party)


def _handed(field: HandedField, sent: SentField) -> tuple[SentValue, bool]:
    own = field.label if sent.party or not field.party_label else f"{field.party_label} {field.label}"
    return SentValue(field.key, sent.label or own, field.said), field.secret


CASE_LABELS = {"number": "办件编号", "title": "事由", "opened_at": "提交时间", "due_at": "期限"}


def _own(case: Any, sent: SentField) -> SentValue:
    name = sent.case or "number"
    held = getattr(case, name)
    said = f"{timezone.localtime(held):%Y-%m-%d %H:%M}" if hasattr(held, "tzinfo") else str(held or "")
    return SentValue(f"case.{name}", sent.label or CASE_LABELS[name], said)

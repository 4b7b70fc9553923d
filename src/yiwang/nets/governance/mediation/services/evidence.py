"""Evidence: photographs that a side or a mediator adds, with or without leave to show them to the other side."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.files.public import file_grant, file_store_photos
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.asking import lifted
from ..domain.errors import MediationRefused
from ..models import MediationPaper, MediationRequest
from ..policies import MEDIATE, MEDIATION, may
from ..selectors.cases import access_mediation
from ..selectors.rules import rules_in_force, taking_units

SHOWN, CLOSED = "evidence", "evidence_closed"
"""Kinds of papers: evidence that may be shown to the other side, and evidence for the committee only."""

TITLE = 60


def evidence_add(
    actor: Actor, number: str, photos: list[bytes], title: str, *, key: UUID, may_show: bool, now: datetime
) -> None:
    """Add photographs to a mediation in hand, as one paper; the same form twice is one paper.

    Args:
        actor: the applicant, or a mediator of the committee.
        number: of the case.
        photos: as they were sent.
        title: what they show.
        key: of the form.
        may_show: whether the other side may see them; without, they are the committee's alone.
        now: the instant; aware.

    Raises:
        CaseNotFound: the actor does not see the mediation.
        MediationRefused: it has ended, nothing was sent, or there is enough already.
        FileRefusedError: a photograph may not be kept; the sentence says why.
    """
    case = access_mediation(actor, number)
    if actor.audience == "staff" and not may(actor, MEDIATE):
        raise MediationRefused("您现在的岗位不办调解；请换用调解员的岗位。")
    named = lifted(" ".join(title.split()), ())[:TITLE]
    _checked(case, photos, named)
    with transaction.atomic():
        if _first_time(case, key):
            _kept(actor, case, photos, named, key, SHOWN if may_show else CLOSED, now)


def _checked(case: Any, photos: list[bytes], title: str) -> None:
    if not case.is_open:
        raise MediationRefused("调解已经结束，不能再加证据。")
    if not title:
        raise MediationRefused("请写照片是什么，例如“现场”“收据”。", "title")
    most = rules_in_force().photos_most.value
    if not photos or len(photos) > most:
        raise MediationRefused(f"请选一到 {most} 张照片。", "photos")


def _first_time(case: Any, key: UUID) -> bool:
    """Whether this form is new, and there is room; the request's row is held until the end of the transaction."""
    with as_actor(MEDIATION):
        MediationRequest.objects.select_for_update().get(case_id=case.id)
        mine = MediationPaper.objects.filter(case_id=case.id, kind__in=(SHOWN, CLOSED))
        if mine.filter(key=_key(case, key)).exists():
            return False
        if mine.count() >= rules_in_force().evidence_most.value:
            raise MediationRefused("证据已经够多了；还有要给的，请当面交给调解员。")
    return True


def _key(case: Any, key: UUID) -> str:
    return f"evidence:{case.id}:{key}"


def _kept(
    actor: Actor, case: Any, photos: list[bytes], title: str, key: UUID, kind: str, now: datetime
) -> None:
    stored = file_store_photos(actor, photos=photos, name=f"{title}.pdf", purpose="mediation", now=now)
    for unit in {part.unit for part in taking_units(rules_in_force(), case.division_id)}:
        file_grant(stored.id, unit=unit, ground=title, now=now)
    with as_actor(MEDIATION):
        MediationPaper.objects.create(
            case_id=case.id, key=_key(case, key), kind=kind, title=title, file_id=stored.id, at=now
        )
        told = {"kind": kind, "pages": len(photos)}
        audit_record(actor, "mediation.evidence.added", f"case:{case.id}", told, now=now)

"""Pictures of demands: looked at by the hotline before a unit sees them, because a picture can tell who took it."""

from datetime import datetime
from typing import TypeVar
from uuid import UUID

from yiwang.engines.cases.public import case_units, cases_visible_to
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.files.public import file_grant
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import HotlineRefused
from ..models import HotlinePhoto, HotlineVoice
from ..models.telling import SHOWN, WAITING, WITHHELD
from ..policies import DISPATCH, HOTLINE, REPORT, may

Attached = TypeVar("Attached", HotlinePhoto, HotlineVoice)
HANDLING = ("main", "co")
"""Parts of the units that handle a demand."""


def photo_check(actor: Actor, photo_id: UUID, *, shows_caller: bool, now: datetime) -> None:
    """Say whether a picture shows who the caller is; if not, the units that handle the demand see it from now on.

    Raises:
        HotlineRefused: no such picture for this hat, or somebody has said so already.
    """
    photo = to_check(actor, HotlinePhoto, photo_id)
    with as_actor(HOTLINE):
        photo.state = WITHHELD if shows_caller else SHOWN
        photo.by_label, photo.checked_at = actor.hat_label, now
        photo.save(update_fields=["state", "by_label", "checked_at"])
        audit_record(actor, "hotline.photo.checked", f"case:{photo.case_id}", {"state": photo.state}, now=now)
    photo_follow(photo.case_id, now=now)


def to_check(actor: Actor, kind: type[Attached], key: UUID) -> Attached:
    """What this hat is to check, locked. Raises HotlineRefused where there is none, or somebody has said so already."""
    with as_actor(HOTLINE):
        held = kind.objects.select_for_update().filter(id=key).first()
    if held is None or not may_check(actor, held.case_id):
        raise HotlineRefused("没有这份附件，或者不归您现在的岗位核对。")
    if held.state != WAITING:
        raise HotlineRefused("这份附件已经有人核对过，请刷新。")
    return held


def may_check(actor: Actor, case_id: UUID) -> bool:
    """Whether this hat dispatches the demand of a case, and so looks at its pictures first."""
    if not may(actor, DISPATCH, REPORT):
        return False
    with as_actor(HOTLINE):
        intake = case_units(case_id, "intake")
    return bool(set(intake) & set(actor.units)) and cases_visible_to(actor).filter(id=case_id).exists()


def photo_follow(case_id: UUID, *, now: datetime) -> None:
    """Let the units that handle a demand now see its picture, if it may be shown; doing it again changes nothing."""
    with as_actor(HOTLINE):
        photo = HotlinePhoto.objects.filter(case_id=case_id, state=SHOWN).first()
    if photo:
        file_to_units(case_id, photo.file_id, now=now)


def file_to_units(case_id: UUID, file_id: UUID, *, now: datetime) -> None:
    """Let the units that handle a demand now read a file of it."""
    with as_actor(HOTLINE):
        for unit in case_units(case_id, *HANDLING):
            file_grant(file_id, unit=unit, ground="hotline", now=now)

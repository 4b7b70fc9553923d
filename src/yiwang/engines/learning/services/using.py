"""Putting a version in force, going back to an earlier one, or using none: by a named person, with a reason."""

from datetime import datetime
from uuid import UUID

from django.db import IntegrityError, transaction

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import LearningRefused
from ..models import LearntModel, LearntUse
from ..policies import LEARNER, USE, may
from ..selectors.force import tables_of, use_current

LONGEST = 200
CHANGED = "刚刚有人换过版本，请看过现在启用的是哪一版再定。"


def model_use(
    actor: Actor, source: str, model_id: UUID | None, *, seen: int, reason: str, now: datetime
) -> None:
    """Put a version in force from now on, or none.

    Args:
        actor: a named person with ``learning.use``.
        source: the history.
        model_id: the version; None lets nothing be suggested.
        seen: number of the last word on it that the person saw; somebody else's later one is not overruled blindly.
        reason: why; stays with it.
        now: the instant.

    Raises:
        LearningRefused: not this hat's; no reason; no such version, or its tables were changed; not the last word.
    """
    if not may(actor, USE) or actor.account_id is None:
        raise LearningRefused("您现在的岗位不能启用学习的版本。")
    said = " ".join(reason.split())[:LONGEST]
    if not said:
        raise LearningRefused("请写启用或者停用的理由。", "reason")
    with transaction.atomic(), as_actor(LEARNER):
        model = _model(source, model_id)
        _placed(actor, actor.account_id, source, model, seen, said, now)
        told = {
            "number": model.number if model else 0,
            "digest": model.digest if model else "",
            "reason": said,
        }
        audit_record(actor, "learning.model.used", f"learning:{source}", told, now=now)


def _model(source: str, model_id: UUID | None) -> LearntModel | None:
    if model_id is None:
        return None
    model = LearntModel.objects.filter(source=source, id=model_id).defer("tables").first()
    if model is None:
        raise LearningRefused("没有这一版，请刷新后再选。")
    tables_of(model)
    return model


def _placed(
    actor: Actor, account: UUID, source: str, model: LearntModel | None, seen: int, reason: str, now: datetime
) -> None:
    held = use_current(source)
    if (held.seq if held else 0) != seen:
        raise LearningRefused(CHANGED)
    if (held.model_id if held else None) == (model.id if model else None):
        raise LearningRefused("现在就是这样，不用再改。")
    try:
        LearntUse.objects.create(
            source=source, seq=seen + 1, model=model, by=account, label=actor.hat_label, reason=reason,
            at=now,
        )  # fmt: skip
    except IntegrityError as error:
        raise LearningRefused(CHANGED) from error

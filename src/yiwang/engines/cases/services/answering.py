"""Acts of programs: what was done under a key is answered again under it, for a while, and never done twice."""

import json
from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from yiwang.foundations.audit.pure import digest
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor, in_scope
from yiwang.kernel.actor import Actor, system_actor
from yiwang.loader import parameter_at

from ..models import ActAnswer
from ..policies import CaseNotFound
from .errors import KeyReused
from .moving import case_move

KEPT = "case_act_answer_hours"


def case_move_once(
    *, actor: Actor, case_id: UUID, act: str, data: Mapping[str, Any], now: datetime, version: int, key: str
) -> tuple[dict[str, Any], bool]:
    """Do an act, and keep what is answered with it under the caller's key, in one transaction.

    A second caller of the same account, hat and key waits for the first; if the act was done it gets the first answer,
    if it was refused nothing is kept, and the act is tried.

    Returns:
        The answer, and whether it is one given before.

    Raises:
        KeyReused: the key was used for something else.
        CaseNotFound, CaseRefused: as ``case_move``.
    """
    said = json.dumps([str(case_id), act, data, version], sort_keys=True)
    wanted = digest(said.encode(), "sha256").hex()
    if actor.account_id is None:
        raise CaseNotFound(case_id)
    with in_scope(actor):
        before = _before(actor, key, wanted)
        if before is not None:
            return before, True
        made = case_move(actor=actor, case_id=case_id, act=act, data=data, now=now, version=version)
        answer = {"id": str(made.case_id), "state": made.state, "version": made.version, "seq": made.seq}
        row = {"account_id": actor.account_id, "hat": actor.hat, "key": key, "digest": wanted}
        ActAnswer.objects.bulk_create([ActAnswer(**row, answer=answer, at=now)])
    return answer, False


def _before(actor: Actor, key: str, wanted: str) -> dict[str, Any] | None:
    with connection.cursor() as cursor:
        cursor.execute("SELECT digest, answer::text FROM case_act_answered(%s, %s)", [actor.hat, key])
        row = cursor.fetchone()
    if row is not None and row[0] != wanted:
        raise KeyReused
    return dict(json.loads(row[1])) if row else None


def act_answers_forget(now: datetime) -> int:
    """Forget answers older than the pack keeps them; gives how many. Without the parameter they are kept."""
    hours = parameter_at(world(), KEPT, now)
    if not hours:
        return 0
    with as_actor(system_actor("answers")):
        return ActAnswer.objects.filter(at__lt=now - timedelta(hours=int(hours))).delete()[0]

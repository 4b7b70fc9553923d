"""Publishing on the day: what was agreed to is laid over the release in force, checked again, and applied.

If another release has changed the same files, or the whole no longer checks, nothing is published and the
proposal goes back to its author with the reason. Each proposal is one transaction: published whole, or not.
"""

from __future__ import annotations

import logging
from dataclasses import dataclass
from datetime import date, datetime
from uuid import UUID

from django.db import Error, transaction
from django.utils import timezone

from yiwang.foundations.releases.public import Release, forget_current, release_apply, release_locked
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor

from ..domain.states import Act, State
from ..models import Proposal
from ..selectors import proposals_due, would_be
from .checking import proposal_checked
from .folders import folder_follow
from .recording import moved

log = logging.getLogger("yiwang.proposals")
WORKER = system_actor("proposals")


@dataclass(frozen=True)
class Published:
    """How publishing one proposal went: its release, or why it went back."""

    proposal: UUID
    title: str
    release: int | None
    why: str = ""


class _GoesBack(Exception):
    """It cannot be published; the sentence says why."""


def proposals_publish_due(now: datetime) -> list[Published]:
    """Publish everything whose day has come, the earliest first; run by the worker and by ``pack publish-due``.

    Two that run at once share the work; nothing is published twice.
    """
    day = timezone.localtime(now).date()
    with as_actor(WORKER):
        due = proposals_due(day)
    return [done for proposal_id in due if (done := _publish(proposal_id, day, now))]


def _publish(proposal_id: UUID, day: date, now: datetime) -> Published | None:
    with as_actor(WORKER):
        held = release_locked()
        forget_current()
        rows = Proposal.objects.select_for_update(of=("self",))
        proposal = rows.filter(pk=proposal_id, state=State.SCHEDULED, publish_on__lte=day).first()
        if proposal is None or held is None:
            return None
        try:
            release = _applied(proposal)
        except _GoesBack as why:
            return _back(proposal, str(why), now)
        return _done(proposal, release, now)


def _applied(proposal: Proposal) -> Release:
    """The new release, all or nothing."""
    checked = proposal_checked(proposal)
    world = would_be(proposal).world
    if not checked.sound or world is None:
        raise _GoesBack(checked.why())
    try:
        with transaction.atomic():
            return release_apply(world, actor=_by(proposal), edited=checked.changes)
    except Error:
        raise
    except Exception as error:
        log.exception("proposal not applied", extra={"proposal": str(proposal.pk)})
        raise _GoesBack(f"应用时出错：{error}") from error


def _by(proposal: Proposal) -> Actor:
    """Whose word the release stands on, for its list: all who agreed."""
    rows = proposal.reviews.filter(act__in=(Act.SUBMIT, Act.APPROVE, Act.CONFIRM)).order_by("id")
    last = dict(rows.values_list("act", "hat_label"))
    return Actor("worker", hat="system:proposals", hat_label="、".join(dict.fromkeys(last.values()))[:200])


def _done(proposal: Proposal, release: Release, now: datetime) -> Published:
    proposal.published_id = release.pk
    moved(proposal, Act.PUBLISH, State.PUBLISHED, WORKER, now, f"第 {release.pk} 次发布")
    folder_follow(proposal)
    return Published(proposal.pk, proposal.title, release.pk)


def _back(proposal: Proposal, why: str, now: datetime) -> Published:
    proposal.told = f"到期没有发布：{why}"
    proposal.publish_on = None
    moved(proposal, Act.GO_BACK, State.DRAFT, WORKER, now, why)
    return Published(proposal.pk, proposal.title, None, why)

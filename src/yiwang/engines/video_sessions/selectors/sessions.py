"""Reads of sessions: the queue of a hat's units, what a clerk has in hand, what there was about a matter."""

from collections.abc import Collection
from datetime import datetime
from uuid import UUID

from django.db.models import Q

from yiwang.engines.applications.public import (
    DraftClosed,
    DraftNotFound,
    MaterialView,
    TargetUnknown,
    draft_get,
)
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.states import HELD, OPEN, OVER, WAITING
from ..models import VideoSession
from ..policies import KEEPER, serves, video_sessions_visible_to

LATELY = 20


def video_queue(actor: Actor) -> list[VideoSession]:
    """Who waits for the hat's own units, the longest first."""
    if not serves(actor):
        return []
    waiting = video_sessions_visible_to(actor).filter(unit_id__in=actor.own_units, state=WAITING)
    return list(waiting.order_by("asked_at"))


def video_in_hand(actor: Actor) -> list[VideoSession]:
    """What this clerk has taken and not brought to an end."""
    mine = video_sessions_visible_to(actor).filter(desk_account_id=actor.account_id, state__in=(*HELD, OVER))
    return list(mine) if serves(actor) else []


def video_lately(actor: Actor) -> list[VideoSession]:
    """What this clerk has had lately."""
    if not serves(actor):
        return []
    mine = video_sessions_visible_to(actor).filter(desk_account_id=actor.account_id)
    return list(mine.exclude(state__in=(*OPEN, OVER))[:LATELY])


def video_sessions_of(actor: Actor, root_id: UUID, cases: Collection[UUID]) -> list[VideoSession]:
    """The sessions about these cases of a matter, and about the draft it was, as far as the actor sees them."""
    about = Q(case_id__in=list(cases)) | Q(case_id=None, root_id=root_id)
    return list(video_sessions_visible_to(actor).filter(about).prefetch_related("notes"))


def video_open_of(
    actor: Actor, *, draft_id: UUID | None = None, case_id: UUID | None = None
) -> VideoSession | None:
    """The session that is open about a draft or a case."""
    about = {"draft_id": draft_id} if draft_id else {"case_id": case_id}
    return video_sessions_visible_to(actor).filter(state__in=OPEN, **about).first()


def video_sessions_open(actor: Actor) -> list[VideoSession]:
    """One's own that somebody waits for or sits in now."""
    mine = video_sessions_visible_to(actor).filter(state__in=OPEN)
    return list(mine) if actor.audience == "citizen" else []


def materials_of(session: VideoSession, now: datetime) -> list[MaterialView]:
    """The materials of the draft a session is about, whoever looks; none of a case: its own acts ask for papers.

    The caller has checked that he may reach the session, and shows the labels alone.
    """
    if session.draft_id is None:
        return []
    try:
        with as_actor(KEEPER):
            return list(draft_get(KEEPER, session.draft_id, now=now).materials)
    except (DraftNotFound, DraftClosed, TargetUnknown):
        return []

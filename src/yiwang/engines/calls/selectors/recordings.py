"""Recordings as who may hear them finds them, and the calls by hand that one of them may belong to."""

from datetime import datetime
from uuid import UUID

from django.db.models import Q

from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from ..domain.errors import CallNotVisible
from ..models import Call, CallRecording
from ..policies import KEEPER, centre_named, recordings_visible_to

MOST = 100


def recordings_shown(actor: Actor, since: datetime, until: datetime) -> list[CallRecording]:
    """The recordings of a time, newest first."""
    with as_actor(KEEPER):
        rows = recordings_visible_to(actor).filter(at__gte=since, at__lt=until)
        return list(rows[:MOST])


def recording_call(actor: Actor, recording_id: UUID) -> UUID:
    """The call of a recording. Raises CallNotVisible."""
    with as_actor(KEEPER):
        row = recordings_visible_to(actor).filter(id=recording_id).first()
    if row is None:
        raise CallNotVisible
    return row.call_id


def recordings_without_call(actor: Actor) -> list[tuple[CallRecording, list[Call]]]:
    """Recordings whose call the exchange did not tell of, each with the calls by hand near it."""
    with as_actor(KEEPER):
        rows = list(recordings_visible_to(actor).filter(call__state="unknown")[:MOST])
        return [(row, calls_near(row)) for row in rows]


def calls_near(row: CallRecording) -> list[Call]:
    """Calls taken by hand around a recording's time that have none, the same telephone first; under ``KEEPER``."""
    held = centre_named(row.centre)
    if held is None:
        return []
    near = held.recordings.join_within.delta
    during = Q(answered_at__lte=row.at + near) & (Q(ended_at__gte=row.at - near) | Q(ended_at=None))
    calls = Call.objects.filter(during, centre=row.centre, by_hand=True, is_anonymous=False, recordings=None)
    found = calls.filter(answered_at__gte=row.at - near * 24).order_by("answered_at")[:20]
    return sorted(
        found, key=lambda one: (one.extension != row.call.extension, abs(one.began_at - row.at), one.id)
    )

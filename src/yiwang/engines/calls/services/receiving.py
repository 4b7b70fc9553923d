"""Taking an exchange's event: verified first, taken once, in whatever order; the call is what all of them say."""

import hashlib
from datetime import datetime, timedelta
from typing import Final

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.keys.public import blind
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.ids import phone_bare
from yiwang.kernel.wire import Signed

from ..definitions import CallCentre
from ..domain.exchange import SOUND, EventForged, Happening
from ..models import Call, CallEvent, CallPulse
from ..policies import KEEPER, centre_named
from .exchanges import exchange_must
from .following import call_followed
from .noting import number_close
from .recording import recording_told

TAKEN, REUSED = "taken", "reused"
FORGERIES: Final = "calls:events"
"""The audit subject of events that nobody believed."""

PULSE: Final = timedelta(seconds=5)
"""Pulses are not written more often: many events a second would wait for one another."""


def call_event_take(centre: str, signed: Signed, *, now: datetime) -> str:
    """Take an event of a centre's exchange; the same event again says the same.

    Returns:
        ``taken``, or ``reused``: its id was used for something else.

    Raises:
        EventForged: no such centre, not the exchange's signature, or signed too long ago; that it came is written.
        EventMalformed: it is the exchange's, but cannot be understood.
    """
    digest = hashlib.sha256(signed.body).hexdigest()
    try:
        held = centre_named(centre)
        if held is None:
            raise EventForged
        said = exchange_must().read(centre, signed, now)
    except EventForged:
        with as_actor(KEEPER):
            body = {"digest": digest, "bytes": len(signed.body)}
            audit_record(KEEPER, "calls.event.refused", FORGERIES, body, now=now)
        raise
    with as_actor(KEEPER):
        verdict = TAKEN if said.kind == "alive" else _once(held, said, now)
        _heard(held, now)
    return verdict


def _once(centre: CallCentre, said: Happening, now: datetime) -> str:
    """Whoever comes second with the same event waits for the first at the call's row."""
    known, digest = CallEvent.objects.filter(centre=centre.id, event_id=said.id), _digest(said)
    if known.exclude(digest=digest).exists():
        return _doubted(said, now)
    call = _call(centre, said)
    row = CallEvent(
        call=call, centre=centre.id, event_id=said.id, digest=digest, kind=said.kind, at=said.at,
        received_at=now, extension=said.extension, detail=_other(centre, said),
    )  # fmt: skip
    if not known.exists():
        CallEvent.objects.bulk_create([row], ignore_conflicts=True)
        _took(centre, call, said, now)
    return TAKEN if known.filter(digest=digest).exists() else _doubted(said, now)


def _took(centre: CallCentre, call: Call, said: Happening, now: datetime) -> None:
    """What is new in a locked call follows from the event."""
    _numbered(call, centre, said)
    call_followed(centre, call, now)
    if said.kind in SOUND:
        recording_told(centre, call, said, now)
    body = {"kind": said.kind, "event": said.id[:60]}
    audit_record(KEEPER, "calls.event.taken", f"call:{call.id}", body, now=now)


def _doubted(said: Happening, now: datetime) -> str:
    audit_record(KEEPER, "calls.event.reused", FORGERIES, {"event": said.id[:60]}, now=now)
    return REUSED


def _digest(said: Happening) -> str:
    """What is the same however often it is sent: everything but when it was signed."""
    return blind(repr(said), purpose="calls.event")


def _call(centre: CallCentre, said: Happening) -> Call:
    """The call of an event, made by whichever of its events comes first; locked."""
    row = Call(centre=centre.id, exchange_number=said.call, began_at=said.at, state="unknown")
    Call.objects.bulk_create([row], ignore_conflicts=True)
    return Call.objects.select_for_update().get(centre=centre.id, exchange_number=said.call)


def _numbered(call: Call, centre: CallCentre, said: Happening) -> None:
    """Number and line as the first event that names them says; nothing of a caller who stays unknown."""
    if not call.line and said.line:
        call.line = centre.lines.get(said.line, "")
    bare = phone_bare(said.number)
    if bare and not call.number and not call.is_anonymous:
        number_close(call, bare)
    call.began_at = min(call.began_at, said.at)


def _other(centre: CallCentre, said: Happening) -> str:
    """Who joined or was given the call, by the pack's name; of any other number its last four signs."""
    if not said.other:
        return ""
    named = [one.label for one in centre.transfers.values() if one.number == said.other]
    return named[0] if named else f"尾号 {said.other[-4:]}"


def _heard(centre: CallCentre, now: datetime) -> None:
    """Note that the exchange is there; whoever finds the row in others' hands leaves it to them."""
    if CallPulse.objects.filter(centre=centre.id, heard_at__gt=now - PULSE).exists():
        return
    CallPulse.objects.bulk_create([CallPulse(centre=centre.id, heard_at=now)], ignore_conflicts=True)
    rows = CallPulse.objects.select_for_update(skip_locked=True).filter(centre=centre.id, heard_at__lt=now)
    for row in rows:
        row.heard_at = now
        row.save(update_fields=["heard_at"])

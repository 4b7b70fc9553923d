"""Recordings: fetched from the exchange, kept closed, destroyed in time or where the caller stays unknown."""

import logging
from collections.abc import Callable, Collection
from datetime import datetime, timedelta
from typing import Final
from uuid import UUID

from django.db import transaction

from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.files.public import ENDINGS, file_store_closed, files_erase, sound_kind
from yiwang.foundations.outbox.public import outbox_put
from yiwang.foundations.releases.public import world
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.waiting import wait_after

from ..definitions import CALL_CENTRE, CallCentre
from ..domain.exchange import ExchangeSilent, Happening
from ..models import Call, CallCase, CallRecording, CallTask
from ..models.recording import ERASED, KEPT, RECORDING, REFUSED, WAITING
from ..models.task import MESSAGE
from ..policies import KEEPER, centre_named
from .exchanges import NOBODY, exchange_bound

log = logging.getLogger("yiwang.calls")
FETCH, DESTROY = "calls.recording.fetch", "calls.recording.destroy"
PURPOSE: Final = "call.recording"
FIRST, LAST = timedelta(minutes=1), timedelta(hours=6)
"""How long after a first trial a recording is asked for again, and the longest wait; doubled each time between."""

BATCH: Final = 100
MEGA: Final = 1024 * 1024
Spared = Callable[[Collection[UUID]], Collection[UUID]]


def recording_told(centre: CallCentre, call: Call, said: Happening, now: datetime) -> None:
    """The exchange has a sound of a locked call: it is fetched; of a caller who stays unknown it is destroyed there."""
    row = CallRecording(
        call=call, told_call_id=call.id, centre=centre.id, reference=said.reference, seconds=said.seconds, at=said.at,
        kind=MESSAGE if said.kind == "voicemail" else RECORDING, next_at=now,
        until=said.at + centre.recordings.keep.delta,
        state=ERASED if call.is_anonymous else WAITING, erased_at=now if call.is_anonymous else None,
    )  # fmt: skip
    CallRecording.objects.bulk_create([row], ignore_conflicts=True)
    topic = DESTROY if call.is_anonymous else FETCH
    outbox_put(topic, f"{topic}:{centre.id}:{said.reference}", _named(centre.id, said.reference))


def _named(centre: str, reference: str) -> dict[str, str]:
    return {"centre": centre, "reference": reference}


def recording_fetch(centre: str, reference: str, *, now: datetime) -> bool:
    """Fetch a sound and keep it; again changes nothing. What is not to be had yet is asked for later."""
    with transaction.atomic(), as_actor(KEEPER):
        rows = CallRecording.objects.select_for_update(of=("self",)).select_related("call")
        row = rows.filter(centre=centre, reference=reference, state=WAITING).first()
        held = centre_named(centre)
        if row is None or held is None:
            return False
        try:
            exchange = exchange_bound()
            if exchange is None:
                raise ExchangeSilent(NOBODY)
            _kept(row, held, exchange.fetch(reference), now)
        except ExchangeSilent as silent:
            _later(row, str(silent), now)
        row.save()
    return row.state == KEPT


def _kept(row: CallRecording, centre: CallCentre, data: bytes, now: datetime) -> None:
    """Keep it under no grant at all, or say why it cannot be kept."""
    mime, largest = sound_kind(data), centre.recordings.largest.value
    if not mime or len(data) > largest * MEGA:
        row.state = REFUSED
        row.trouble = f"超过 {largest} MB。" if mime else "不是能播放的录音（WAV、MP3、OGG）。"
        return
    name = f"{row.get_kind_display()}-{row.at:%Y%m%d-%H%M%S}.{ENDINGS[mime]}"
    stored = file_store_closed(KEEPER, data=data, mime=mime, name=name, purpose=PURPOSE, now=now)
    row.state, row.file_id, row.mime, row.trouble = KEPT, stored.id, mime, ""
    outbox_put(DESTROY, f"{DESTROY}:{row.centre}:{row.reference}", _named(row.centre, row.reference))


def _later(row: CallRecording, why: str, now: datetime) -> None:
    row.tries += 1
    row.trouble = why[:200]
    row.next_at = now + wait_after(row.tries, first=FIRST, longest=LAST)


def recording_destroy(reference: str) -> None:
    """Have the exchange destroy its own copy; raises ExchangeSilent, so that it is asked again."""
    exchange = exchange_bound()
    if exchange is not None:
        exchange.erase(reference)


def recordings_turn(now: datetime, spared: Spared) -> int:
    """Fetch what is due, destroy what was kept long enough, forget old numbers; gives how many were destroyed.

    Args:
        now: the instant.
        spared: given ids of cases, those whose recordings are to stay (a legal hold).
    """
    with as_actor(KEEPER):
        due = CallRecording.objects.filter(state=WAITING, next_at__lte=now).order_by("next_at")
        waiting = list(due.values_list("centre", "reference")[:BATCH])
    for centre, reference in waiting:
        recording_fetch(centre, reference, now=now)
    _numbers_forget(now)
    return _destroyed(now, spared)


def _destroyed(now: datetime, spared: Spared) -> int:
    """The first batch of which something is to go: what is held back for long does not stand before the rest."""
    skipped = 0
    while rows := _over(now, skipped):
        going = _not_spared(rows, spared)
        if going:
            return recordings_erase(going, "保存期限已到", now=now)
        skipped += len(rows)
    return 0


def _over(now: datetime, skipped: int) -> list[CallRecording]:
    """A batch of those kept long enough, behind so many."""
    with as_actor(KEEPER):
        rows = CallRecording.objects.filter(state=KEPT, until__lte=now).order_by("until", "id")
        return list(rows[skipped : skipped + BATCH])


def _not_spared(rows: Collection[CallRecording], spared: Spared) -> list[CallRecording]:
    with as_actor(KEEPER):
        links = CallCase.objects.filter(call_id__in={row.call_id for row in rows})
        cases = list(links.values_list("call_id", "case_id"))
    stay = set(spared([case for _, case in cases])) if cases else set()
    kept = {call for call, case in cases if case in stay}
    return [row for row in rows if row.call_id not in kept]


def recordings_erase(rows: Collection[CallRecording], why: str, *, now: datetime) -> int:
    """Destroy recordings: key, file and the exchange's copy; that there was one stays. Gives how many."""
    if not rows:
        return 0
    with as_actor(KEEPER):
        files = [row.file_id for row in rows if row.file_id]
        held = CallRecording.objects.filter(id__in=[row.id for row in rows])
        held.update(state=ERASED, file_id=None, erased_at=now)
        for row in rows:
            topic = f"{DESTROY}:{row.centre}:{row.reference}"
            outbox_put(DESTROY, topic, _named(row.centre, row.reference))
            audit_record(KEEPER, "calls.recording.erased", f"call:{row.call_id}", {"why": why}, now=now)
    files_erase(files)
    return len(rows)


def _numbers_forget(now: datetime) -> None:
    """Numbers of calls end where the pack says; that there was a call stays."""
    with as_actor(KEEPER):
        for held in world().all(CALL_CENTRE).values():
            old = Call.objects.filter(centre=held.id, began_at__lt=now - held.recordings.numbers.delta)
            CallTask.objects.filter(call__in=old).exclude(number_blind="").update(number_blind="")
            old.exclude(number="").update(number="", number_blind="")

"""The worker's two loops: one delivers messages, works off clocks, seals the logs; beside it the jobs of the night.

A job may take hours, the first archiving of a large city for one; what people wait for goes on meanwhile.
"""

import logging
import os
import socket
import threading
from collections.abc import Callable

from django.conf import settings
from django.db import Error, close_old_connections, connection
from django.utils import timezone

from yiwang.engines.cases.public import (
    act_answers_forget,
    cases_archive_due,
    cases_forget_due,
    clocks_work_off,
    follows_tidy,
)
from yiwang.engines.detectors.public import detectors_run
from yiwang.engines.externals.public import externals_reconcile, folder_exchange
from yiwang.engines.handovers.public import carriers_ask, handovers_tell_ready
from yiwang.engines.knowledge.public import knowledge_turn
from yiwang.engines.learning.public import shown_turn
from yiwang.engines.licences.public import presentations_prune
from yiwang.engines.payments.public import (
    ProviderSilent,
    charges_ask_open,
    payment_provider_bound,
    reconcile_due,
)
from yiwang.engines.person_checks.public import checks_ask_open, person_check_provider_bound
from yiwang.engines.ratings.public import ratings_forget
from yiwang.engines.tellings.public import tellings_tell_due
from yiwang.engines.video_sessions.public import video_sessions_work_off
from yiwang.foundations.audit.public import RootsDiffer, roots_publish, seal_now, stamps_ask
from yiwang.foundations.calendars.public import calendar_current, in_zone
from yiwang.foundations.files.public import orphan_sweep
from yiwang.foundations.notices.public import codes_forget
from yiwang.foundations.outbox.public import heartbeat_beat, outbox_drain, outbox_prune
from yiwang.foundations.proposals.public import proposals_publish_due
from yiwang.foundations.releases.public import release_current
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.nets.collaboration.administration.public import reviews_turn
from yiwang.nets.collaboration.desk.public import morning_send
from yiwang.nets.service.hotline.public import calls_turn, surges_watch
from yiwang.nets.service.voice.public import reports_forget

from .turns import Every, Job, cancel_when_stopping

log = logging.getLogger("yiwang.worker")

IDLE = 0.5
SEAL_EVERY = 30.0
BEAT_EVERY = 10.0
PUBLISH_EVERY = 5.0
HOURLY = 3600.0
DAILY = 24 * 3600.0
MINUTE = 60.0
TEN_MINUTES = 600.0
BATCH = 200


def work(stopping: threading.Event, *, once: bool = False) -> None:
    """Work until asked to stop; a database that went away, or a disk that is full, is waited for.

    Asked to stop, it ends after the batch at hand; a statement that outlasts its grace is cancelled.

    Args:
        stopping: set from outside; set here as well when a loop ends by itself, so that neither goes on alone.
        once: jobs first, then whatever is there to deliver, and end.
    """
    if once:
        _rounds(stopping, [*_often(), *_jobs(stopping)], _deliver, once=True)
        return
    beside = threading.Thread(target=_jobs_beside, args=(stopping,), name="jobs")
    beside.start()
    try:
        _rounds(stopping, _often(), _deliver)
    finally:
        stopping.set()
        beside.join()


def _jobs_beside(stopping: threading.Event) -> None:
    """The other loop, on a connection of its own."""
    try:
        _rounds(stopping, _jobs(stopping), _nothing)
    finally:
        stopping.set()
        connection.close()


def _rounds(
    stopping: threading.Event,
    turns: list[Every],
    deliver: Callable[[threading.Event], int],
    *,
    once: bool = False,
) -> None:
    ended = threading.Event()
    cancel_when_stopping(stopping, ended)
    try:
        while not stopping.is_set():
            busy = _turn(stopping, turns, deliver)
            if once and not busy:
                break
            if not busy:
                stopping.wait(IDLE)
    finally:
        ended.set()


def _often() -> list[Every]:
    """What nobody asks about by itself."""
    name = f"{socket.gethostname()}:{os.getpid()}"
    return [
        Every(BEAT_EVERY, lambda: heartbeat_beat(name)),
        Every(SEAL_EVERY, seal_now),
        Every(MINUTE, lambda: tellings_tell_due(timezone.now())),
        Every(TEN_MINUTES, lambda: surges_watch(timezone.now())),
        Every(HOURLY, lambda: shown_turn(timezone.now())),
        Every(PUBLISH_EVERY, lambda: proposals_publish_due(timezone.now())),
        Every(MINUTE, _morning),
        Every(MINUTE, _externals),
        Every(MINUTE, _calls),
        Every(MINUTE, lambda: video_sessions_work_off(timezone.now())),
    ]


def _jobs(stopping: threading.Event) -> list[Every]:
    """The jobs of the hour and of the night; their names stand on the health page."""
    nightly: dict[str, Callable[[], object]] = {
        "outbox": _prune,
        "files": lambda: orphan_sweep(stopping=stopping.is_set),
        "presentations": _presentations,
        "payments": _payments,
        "carriers": lambda: carriers_ask(timezone.now()),
        "archive": lambda: _archive(stopping.is_set),
        "detectors": lambda: _detect(stopping.is_set),
        "knowledge": _knowledge,
        "hashes": _voices,
        "follows": lambda: _follows(stopping.is_set),
    }
    hourly: dict[str, Callable[[], object]] = {
        "handovers": lambda: handovers_tell_ready(timezone.now()),
        "person_checks": _checks,
        "roots": _roots,
        "reviews": lambda: reviews_turn(timezone.now()),
    }
    return [
        *(Job(name, DAILY, run, stopping) for name, run in nightly.items()),
        *(Job(name, HOURLY, run, stopping) for name, run in hourly.items()),
    ]


def _turn(stopping: threading.Event, turns: list[Every], deliver: Callable[[threading.Event], int]) -> bool:
    """One round; whether there was anything to do."""
    try:
        with in_zone():
            for turn in turns:
                if stopping.is_set():
                    return False
                turn.due()
            return deliver(stopping) > 0
    except Error as error:
        log.error("database trouble", extra={"error_type": type(error).__name__})
        close_old_connections()
        stopping.wait(1.0)
        return False


def _prune() -> None:
    with as_actor(system_actor("outbox")):
        outbox_prune()


def _presentations() -> None:
    presentations_prune(timezone.now())


def _payments() -> None:
    """Ask for what no notice told, then compare yesterday's books; a provider that is silent is asked tomorrow."""
    if not payment_provider_bound():
        return
    try:
        charges_ask_open(timezone.now())
        reconcile_due(timezone.now())
    except ProviderSilent:
        log.warning("payment provider is silent")


def _checks() -> None:
    """Ask for checks of persons that no notice told of; a site without a pack or a provider has none."""
    if person_check_provider_bound() and release_current() is not None:
        checks_ask_open(timezone.now())


def _archive(stopping: Callable[[], bool]) -> None:
    """Archive what was closed long enough ago, erase what is past its years; a site without a pack has no rules."""
    if release_current() is not None:
        archived = cases_archive_due(timezone.now(), stopping=stopping)
        if archived.failed:
            log.error("cases not archived", extra={"cases": [str(root) for root in archived.failed]})
        forgotten = cases_forget_due(timezone.now(), stopping=stopping)
        if forgotten.failed:
            log.error("cases not erased", extra={"cases": [str(root) for root in forgotten.failed]})


def _detect(stopping: Callable[[], bool]) -> None:
    """Ask units about what looks odd; a site without a pack looks for nothing."""
    runs = detectors_run(timezone.now(), stopping=stopping) if release_current() is not None else []
    for run in runs:
        if run.left:
            log.error("detector left hits", extra={"detector": run.detector, "hits": run.left})


def _knowledge() -> None:
    """Ask for scripts that are due or wanted; a site without a pack has none."""
    asked = knowledge_turn(timezone.now()) if release_current() is not None else None
    if asked is not None and asked.left:
        log.error("scripts not asked for", extra={"wanted": asked.left})


def _roots() -> None:
    """Publish the seals of days that are over; a day that differs is cried out; stamps are asked for."""
    if release_current() is None:
        return
    try:
        roots_publish(timezone.now(), calendar_current().tzinfo, whole=False)
        stamps_ask()
    except (RootsDiffer, OSError) as error:
        log.error("published roots", extra={"error": str(error)})


def _voices() -> None:
    """Hashes of devices and addresses end where the pack says; a site without a pack has none."""
    if release_current() is not None:
        ratings_forget(now=timezone.now())
        reports_forget(now=timezone.now())
        codes_forget(now=timezone.now())


def _follows(stopping: Callable[[], bool]) -> None:
    """End what people follow and no longer see, forget old answers; a site without a pack has neither."""
    if release_current() is not None:
        follows_tidy(timezone.now(), stopping=stopping)
        act_answers_forget(timezone.now())


def _morning() -> None:
    morning_send(timezone.now())


def _calls() -> None:
    """Fetch and destroy recordings as the pack says; a site without a pack has none."""
    if release_current() is not None:
        calls_turn(timezone.now())


def _externals() -> None:
    """Ask other systems at their hour; take what came back in the exchange folder, and put there what waits."""
    externals_reconcile(timezone.now())
    try:
        folder_exchange(settings.YIWANG_DATA / "exchange", timezone.now())
    except OSError as error:
        log.error("exchange folder trouble", extra={"error_type": type(error).__name__})


def _nothing(_: threading.Event) -> int:
    """Jobs deliver nothing themselves."""
    return 0


def _deliver(stopping: threading.Event) -> int:
    """Messages that wait, then clocks that are due; gives how many."""
    return outbox_drain(BATCH, stopping.is_set) + _work_off()


def _work_off() -> int:
    worked = clocks_work_off(timezone.now(), BATCH)
    if worked.failed:
        log.error("clocks left out", extra={"cases": [str(case) for case in worked.failed]})
    return worked.matters

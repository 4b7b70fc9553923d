"""A status waits in a row of its own until its recipient has taken it; it is told at least once, under one key.

While a recipient does not answer, it is left alone longer and longer with everything that waits for it; one message
tries the line. What it refuses waits for a person and holds up nothing: those outside hear how the case goes on.
"""

import logging
from datetime import datetime, timedelta
from enum import Enum
from uuid import UUID

from django.db import Error, transaction

from yiwang.engines.cases.public import case_tell
from yiwang.foundations.audit.public import audit_record
from yiwang.foundations.notices.public import notice_send
from yiwang.foundations.outbox.public import outbox_put
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor
from yiwang.kernel.ids import mask_in
from yiwang.kernel.waiting import wait_after

from ..models import Telling
from ..policies import access_telling
from ..pure import Line, RecipientRefused, RecipientSilent, Status, TellingRefused, recipients_bound
from ..selectors import (
    cases_refused,
    lines_due,
    lines_of_case,
    lines_resting,
    rows_in_order,
    tellings_refused,
    tellings_untold,
    tellings_waiting,
)

log = logging.getLogger("yiwang.tellings")
KEEPER = system_actor("tellings")
TOPIC = "tellings.tell"
FIRST, LONGEST = timedelta(minutes=1), timedelta(hours=1)
"""How long a recipient who does not answer is left alone at first, and at most; doubled each time between. One message
an hour is no burden to anybody, and people read an old status for an hour at most once the other side is back."""

MOST, WORDS = 200, 200
"""Cases of one recipient in a turn; letters of what is kept of its answer."""

NOTICE = "external_untold"
Outcome = Enum("Outcome", "TOLD REFUSED SILENT GONE")


def telling_keep(status: Status, *, now: datetime) -> None:
    """Keep a status and have it told; the same one again changes nothing."""
    row = Telling(**vars(status), at=now, next_at=now)
    with transaction.atomic(), as_actor(KEEPER):
        Telling.objects.bulk_create([row], ignore_conflicts=True)
        key = f"{TOPIC}:{row.kind}:{row.recipient}:{row.case_id}:{row.seq}"
        outbox_put(TOPIC, key, {"case": str(row.case_id)})


def case_tell_statuses(case_id: UUID, *, now: datetime) -> int:
    """Tell what waits of one case, in order, unless its recipient is left alone just now; returns how many went."""
    with as_actor(KEEPER):
        lines = lines_of_case(case_id) - lines_resting(now)
    return sum(_tell(line, [case_id], now) for line in lines)


def tellings_tell_due(now: datetime) -> int:
    """Tell what did not go through at once, line by line, each up to the first that nobody takes."""
    with as_actor(KEEPER):
        due = lines_due(now, MOST)
    return sum(_tell(line, [*cases], now) for line, cases in due.items())


def telling_again(actor: Actor, telling_id: int, *, now: datetime) -> bool:
    """Tell a recipient again at once what it has not taken of this status's case; whether all of it went through.

    Raises:
        TellingNotVisible: it is not this hat's.
        TellingRefused: another unit's, or it went through.
    """
    row = access_telling(actor, telling_id, to="act")
    if row.told_at:
        raise TellingRefused("这一条对方已经收到，不用再送。请刷新。")
    untold = tellings_untold(row.line, row.case_id)
    with transaction.atomic(), as_actor(KEEPER):
        untold.update(refused_at=None, tries=0, next_at=now)
        audit_record(actor, "telling.again", f"case:{row.case_id}", {"seq": row.seq}, now=now)
    _tell(row.line, [row.case_id], now)
    with as_actor(KEEPER):
        return not untold.exists()


def refused_again(actor: Actor, line: Line, *, now: datetime) -> int:
    """Have all that one recipient refused told again by the worker, as after a bad night; of how many cases.

    Raises:
        TellingRefused: nothing of it is this hat's to do.
    """
    # what a form sent is looked up among those known: it may hold signs that the database takes in no text
    if line.recipient not in cases_refused(actor, line.kind):
        raise TellingRefused("没有您岗位要再送的。请刷新。")
    cases = set(tellings_refused(actor, **line._asdict()).values_list("case_id", flat=True))
    with transaction.atomic(), as_actor(KEEPER):
        rows = tellings_refused(KEEPER, **line._asdict()).filter(case_id__in=cases)
        rows.update(refused_at=None, tries=0, next_at=now)
        audit_record(
            actor, "telling.all_again", f"{line.kind}:{line.recipient}", {"cases": len(cases)}, now=now
        )
    return len(cases)


def _tell(line: Line, cases: list[UUID], now: datetime) -> int:
    """Each in a transaction of its own, so that what went through stays noted if the next one is cut off."""
    with as_actor(KEEPER):
        rows = rows_in_order(line, cases)
    went = 0
    for row_id in rows:
        outcome = _brought(row_id, now)
        if outcome is Outcome.SILENT:
            break
        went += outcome is Outcome.TOLD
    return went


def _brought(row_id: int, now: datetime) -> Outcome:
    with transaction.atomic(), as_actor(KEEPER):
        row = tellings_waiting().filter(id=row_id).select_for_update().first()
        if row is None:
            return Outcome.GONE
        if row.tries and row.next_at > now:  # another worker tried the line a moment ago
            return Outcome.SILENT
        outcome = _bring(row, now)
        row.save(update_fields=["tries", "trouble", "next_at", "refused_at", "told_at"])
    return outcome


def _bring(row: Telling, now: datetime) -> Outcome:
    row.tries += 1
    try:
        _told(row)
    except RecipientSilent as silent:
        row.trouble = mask_in(str(silent))[:WORDS]
        row.next_at = now + wait_after(row.tries, first=FIRST, longest=LONGEST)
        return Outcome.SILENT
    except RecipientRefused as refused:
        row.trouble, row.refused_at = mask_in(str(refused))[:WORDS], now
        _untold(row, now)
        return Outcome.REFUSED
    row.trouble, row.told_at = "", now
    _logged(row, "external.told", f"{_title(row)}：{row.word}", now)
    return Outcome.TOLD


def _told(row: Telling) -> None:
    """Tell it. An adapter's own error is silence: nobody knows whether it arrived, and no other waits for it."""
    held = recipients_bound().get(row.kind)
    if held is None:
        raise RecipientSilent("还没有接上对方的系统；接上以后自动补送。")
    try:
        held.tell(row.recipient, row.told)
    except (RecipientSilent, RecipientRefused, Error):
        raise
    except Exception as error:
        log.exception("adapter failed")
        raise RecipientSilent(f"对方的适配器出错（{type(error).__name__}），请告诉管理员。") from error


def _title(row: Telling) -> str:
    held = recipients_bound().get(row.kind)
    return held.title(row.recipient) if held else row.recipient


def _logged(row: Telling, act: str, text: str, now: datetime) -> None:
    case_tell(actor=KEEPER, case_id=row.case_id, act=act, text=text, now=now)


def _untold(row: Telling, now: datetime) -> None:
    """It stands in the case's log, and the unit that looks after it is told, once as long as it stands refused."""
    again = tellings_refused(KEEPER, **row.line._asdict()).filter(case_id=row.case_id).exists()
    _logged(row, "external.untold", f"{_title(row)}没有收下“{row.word}”：{row.trouble}", now)
    if again:
        return
    data = {"number": row.number, "partner": _title(row), "word": row.word, "why": row.trouble}
    notice_send(unit_id=row.unit_id, template=NOTICE, data=data, key=f"telling:{row.id}:{row.tries}", now=now)

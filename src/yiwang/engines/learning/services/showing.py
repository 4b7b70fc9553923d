"""What was shown, and what was chosen then: kept while it waits for the choice, and afterwards without the case."""

from datetime import datetime, timedelta
from hashlib import sha256
from uuid import UUID, uuid4

from django.db import connection

from yiwang.foundations.organisations.public import unit_get
from yiwang.foundations.scope.public import as_actor

from ..models import LearntModel, LearntShown
from ..policies import LEARNER
from ..pure import UNIT

TYPED_FOR, WAITED_FOR = timedelta(days=2), timedelta(days=90)
"""How long a suggestion waits for a form to be sent, and for a case to be given to a unit."""
BATCH = 2000


def shown_key(place: str, word: str) -> str:
    """The key of what a suggestion is for; nothing can be read from it, as numbers to ask by come from form keys."""
    return sha256(f"{place}:{word}".encode()).hexdigest()


def shown_keep(
    model: LearntModel, aim: str, key: str, *, suggested: str, chance: float, category: str, now: datetime,
    case_id: UUID | None = None,
) -> None:  # fmt: skip
    """Keep the suggestion that stood first; while a form is typed, the last one counts; on a case's page the first."""
    row = LearntShown(
        model=model, aim=aim, key=key, case_id=case_id, category=category, suggested=suggested, chance=chance,
        shown_at=now,
    )  # fmt: skip
    newer = ["model", "category", "suggested", "chance", "shown_at"]
    with as_actor(LEARNER):
        if case_id is None:
            LearntShown.objects.bulk_create(
                [row], update_conflicts=True, unique_fields=["key", "aim"], update_fields=newer
            )
        else:
            LearntShown.objects.bulk_create([row], ignore_conflicts=True)


def shown_settle(key: str, aim: str, chosen: str, *, now: datetime) -> None:
    """What was chosen; from here on the row leads to no case."""
    with as_actor(LEARNER):
        for row in LearntShown.objects.filter(key=key, aim=aim, settled_at=None):
            _settled(row, chosen, row.suggested == chosen, now)


def shown_follow(key: str, aim: str, case_key: str, case_id: UUID) -> None:
    """What was shown while a form was typed waits for the case that came of it."""
    with as_actor(LEARNER):
        LearntShown.objects.filter(key=key, aim=aim, settled_at=None).update(key=case_key, case_id=case_id)


def shown_drop(*keys: str) -> None:
    """Forget what was shown for something protected."""
    with as_actor(LEARNER):
        LearntShown.objects.filter(key__in=keys, settled_at=None).delete()


_CHOSEN = """
SELECT s.id, c.owner_unit_id, c.is_open,
  EXISTS (SELECT FROM case_unit u WHERE u.case_id = c.id AND u.part = 'intake' AND u.unit_id = c.owner_unit_id)
FROM learnt_shown s JOIN "case" c ON c.id = s.case_id
WHERE s.settled_at IS NULL AND s.aim = %s AND s.id > %s ORDER BY s.id LIMIT %s
"""


def shown_turn(now: datetime) -> int:
    """Compare what was suggested with the units that got the cases; drop what nobody decided on. Returns how many."""
    looked, last = 0, 0
    with as_actor(LEARNER):
        while rows := _waiting(last):
            for row_id, unit, is_open, is_intake in rows:
                _compared(row_id, unit, is_open, is_intake, now)
            looked, last = looked + len(rows), rows[-1][0]
        waiting = LearntShown.objects.filter(settled_at=None)
        waiting.filter(case_id=None, shown_at__lt=now - TYPED_FOR).delete()
        waiting.filter(shown_at__lt=now - WAITED_FOR).delete()
    return looked


def _waiting(last: int) -> list[tuple[int, str, bool, bool]]:
    """A batch of what waits for a case to be given to a unit, behind this row."""
    with connection.cursor() as cursor:
        cursor.execute(_CHOSEN, [UNIT, last, BATCH])
        return list(cursor.fetchall())


def _compared(row_id: int, unit: str, is_open: bool, is_intake: bool, now: datetime) -> None:
    if is_intake and is_open:
        return
    row = LearntShown.objects.select_for_update().filter(id=row_id, settled_at=None).first()
    if row is None:
        return
    if is_intake or not unit:  # answered or refused at once: there was nothing to choose
        row.delete()
        return
    held = unit_get(unit)
    _settled(row, unit, row.suggested == unit or bool(held and row.suggested in held.path), now)


def _settled(row: LearntShown, chosen: str, held: bool, now: datetime) -> None:
    row.chosen, row.held, row.settled_at = chosen, held, now
    row.key, row.case_id = uuid4().hex, None
    row.save(update_fields=["chosen", "held", "settled_at", "key", "case_id"])

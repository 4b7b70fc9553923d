"""Reads for those above: who was at work on a case, who takes part, which remarks were made, how many there were."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID

from django.db import connection
from django.db.models import Count

from ..models import Case, CaseParty, CaseUnit, Event

_REMARKS = """SELECT c.subject, c.title, c.id, e.at, coalesce(r->>'about', ''), coalesce(r->>'what', r#>>'{}'),
  coalesce(r->>'mend', '')
FROM event e
JOIN event_body b ON b.root_id = e.root_id AND b.seq = e.seq JOIN "case" c ON c.id = e.case_id
CROSS JOIN LATERAL jsonb_array_elements(CASE jsonb_typeof(b.body->'data'->'remarks')
  WHEN 'array' THEN b.body->'data'->'remarks' ELSE '[]'::jsonb END) r
WHERE e.act = ANY(%s) AND e.at >= %s AND e.at < %s ORDER BY e.at"""


@dataclass(frozen=True)
class RemarkMade:
    """One remark that went out to an applicant: what it is about, what is missing, how to mend it."""

    subject: str
    title: str
    case_id: UUID
    at: datetime
    about: str
    what: str
    mend: str


def case_handlers(case_id: UUID) -> list[UUID]:
    """The accounts of staff who acted on a case, as far as its log is in scope."""
    at_work = Event.objects.filter(case_id=case_id, hat__startswith="post:", account__isnull=False)
    return sorted(account for account in set(at_work.values_list("account", flat=True)) if account)


def case_parties(case_id: UUID, *parts: str) -> list[UUID]:
    """Who takes part in a case in one of these parts (``applicant``, ``agent``, ``signer``), as far as in scope."""
    held = CaseParty.objects.filter(case_id=case_id, part__in=parts)
    return sorted(set(held.values_list("party_id", flat=True)))


def case_units(case_id: UUID, *parts: str) -> list[str]:
    """Units that take part in a case now in one of these parts (``main``, ``co``, ``intake`` …), as far as in scope."""
    held = CaseUnit.objects.filter(case_id=case_id, part__in=parts, until=None)
    return sorted(set(held.values_list("unit_id", flat=True)))


def remarks_made(acts: Sequence[str], since: datetime, until: datetime) -> list[RemarkMade]:
    """Every remark that these acts sent out in a time, as far as the log is in scope.

    Args:
        acts: ids of the acts by which requests go out (``gathering.request`` of case types).
        since: first instant.
        until: the instant after the last.
    """
    with connection.cursor() as cursor:
        cursor.execute(_REMARKS, [list(acts), since, until])
        return [RemarkMade(*row) for row in cursor.fetchall()]


def cases_opened(subjects: Sequence[str], since: datetime, until: datetime) -> dict[str, int]:
    """How many cases of each subject were opened in a time, as far as they are in scope."""
    rows = Case.objects.filter(subject__in=subjects, opened_at__gte=since, opened_at__lt=until)
    return dict(rows.values_list("subject").annotate(Count("id")))

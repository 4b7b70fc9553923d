"""Letting one case be looked at under a hat of its own, for an emergency look."""

from datetime import datetime
from uuid import UUID

from django.db import connection

from yiwang.foundations.people.public import party_grant
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from ..models import Case
from ..policies import CaseNotFound

WORKER = system_actor("watching")


def case_named(number: str) -> Case:
    """The case of this number, whoever asks: for those who open an emergency look and name it.

    Raises:
        CaseNotFound: there is none.
    """
    with as_actor(WORKER):
        held = Case.objects.filter(number=number).first()
    if held is None:
        raise CaseNotFound(number)
    return held


def case_watch(case_id: UUID, *, watcher: str, until: datetime, ground: str, now: datetime) -> None:
    """Let whoever wears a hat with the unit ``watcher`` look at this case, the cases below it and its applicant."""
    with as_actor(WORKER):
        with connection.cursor() as cursor:
            cursor.execute("SELECT case_watch(%s, %s, %s)", [case_id, watcher, now])
        party = Case.objects.values_list("party_id", flat=True).get(id=case_id)
        if party:
            party_grant(party, unit=watcher, ground=ground, until=until)

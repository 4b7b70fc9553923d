"""Reads of imports: runs with their accounts and rejects, who imports, and the case behind another system's number."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from uuid import UUID

from yiwang.foundations.people.public import Account, hats_of
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor

from .models import ImportedCase, ImportReject, ImportRun
from .policies import IMPORTER, hat_that_may, may_read, runs_visible_to

PAGE = 50


@contextmanager
def _read_for(actor: Actor) -> Iterator[bool]:
    """The tables answer the worker alone; this asks for those who may read them."""
    with as_actor(IMPORTER):
        yield may_read(actor)


def runs_list(actor: Actor, *, before: UUID | None = None) -> list[ImportRun]:
    """The runs a hat may see, the latest first; the next page begins ``before`` the last one's id."""
    with _read_for(actor):
        rows = runs_visible_to(actor)
        return list((rows.filter(id__lt=before) if before else rows).order_by("-id")[:PAGE])


def run_get(actor: Actor, run_id: UUID) -> ImportRun | None:
    """One run, if the hat may see it."""
    with _read_for(actor):
        return runs_visible_to(actor).filter(id=run_id).first()


def run_rejects(actor: Actor, run_id: UUID, *, after: int = 0, most: int | None = PAGE) -> list[ImportReject]:
    """What a run left out, then what it warned of; the next page begins ``after`` the last one's id."""
    with _read_for(actor) as seen:
        rows = ImportReject.objects.filter(run_id=run_id, id__gt=after).order_by("id")
        return list(rows[:most]) if seen else []


def case_by_old_number(actor: Actor, number: str) -> str:
    """Our number of the case that another system numbered so; "" if there is none for this hat, or more than one.

    Asked in the actor's own scope: row-level security shows only what came of cases that the hat sees.
    """
    if not number or actor.audience != "staff":
        return ""
    found = list(ImportedCase.objects.filter(number=number).values_list("case_number", flat=True)[:2])
    return found[0] if len(found) == 1 else ""


def importer(username: str, word: str, now: datetime) -> Actor:
    """The hat of a staff account that carries a word.

    Raises:
        ImportRefusedHere: no such account, or none of its hats carries it.
    """
    with as_actor(IMPORTER):
        staff = Account.objects.defer("password").filter(is_active=True, is_staff_account=True)
        account = staff.filter(username=username).first()
        hats = [choice.actor for choice in hats_of(account, now)] if account else []
    return hat_that_may(hats, word)

"""Reads that only the portal's pages need."""

from datetime import datetime
from io import BytesIO
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _

from yiwang.engines.cases.public import (
    Timeline,
    case_parties,
    cases_visible_to,
    matter_cases,
    matter_timelines,
)
from yiwang.engines.catalog.pure import ITEM, THEME
from yiwang.engines.payments.public import charges_of
from yiwang.faces.charge.public import charge_card
from yiwang.foundations.files.public import access_file, file_read
from yiwang.foundations.notices.public import party_may_be_told
from yiwang.foundations.people.public import Party, phone_of
from yiwang.foundations.releases.public import world, world_pinned
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor
from yiwang.loader import parameter_at

from .domain.progress import Limits, Progress, Stage
from .policies import PORTAL

READERS = ("applicant", "agent")
"""Whose phone a code for progress may go to."""

SUPPLEMENT = "supplement"
"""The clock that runs while the applicant is asked to supplement."""


def draft_file(actor: Actor, file_id: UUID) -> tuple[str, BytesIO]:
    """Name and content of a file that the actor may see."""
    held = access_file(actor, file_id)
    return held.name, BytesIO(file_read(actor, file_id))


def progress_limits(now: datetime) -> Limits:
    """What the pack allows of progress without a login; nothing at all where it says nothing."""
    names = ("code_minutes", "code_tries", "codes_per_day", "asks_per_hour")
    return Limits(*(int(parameter_at(world(), f"progress_{name}", now) or 0) for name in names))


def progress_reader(number: str, phone: str) -> UUID | None:
    """The applicant or agent of a matter whose recorded phone this is; never somebody who is not to be told."""
    with as_actor(PORTAL):
        case = cases_visible_to(PORTAL).filter(number=number).first()
        held = case_parties(case.root_id, *READERS) if case else []
        rows = Party.objects.filter(id__in=held).exclude(phone="").order_by("id")
        return next((one.id for one in rows if phone_of(one) == phone and party_may_be_told(one.id)), None)


def matter_title(number: str) -> str:
    """The name of a matter's theme or item, as the definitions have it."""
    with as_actor(PORTAL):
        case = cases_visible_to(PORTAL).get(number=number)
        return _title(cases_visible_to(PORTAL).get(id=case.root_id))


def progress_of(number: str, now: datetime) -> Progress:
    """How far a matter is. The caller has seen that it may be told."""
    with as_actor(PORTAL):
        case = cases_visible_to(PORTAL).get(number=number)
        held = matter_cases(PORTAL, case.root_id)
        times = matter_timelines(PORTAL, held, now)
        fees = charges_of(PORTAL, [one.id for one in held])
        owing = {fee.case_id for fee in fees if charge_card(fee).payable}
        stages = tuple(_stage(one, times[one.id], one.id in owing) for one in held)
    return Progress(held[0].number, stages)


def _stage(one: Any, times: Timeline, owes: bool) -> Stage:
    holders = tuple(dict.fromkeys((held.unit, held.since) for held in times.holders))
    asked = [line for line in times.clocks if line.key == SUPPLEMENT and line.state == "running"]
    by = next((line.due_at for line in asked), None)
    due = one.due_at if one.is_open else None
    return Stage(_title(one), times.state_text, holders, due, bool(asked), by, owes)


def _title(one: Any) -> str:
    pinned = world_pinned(one.revision)
    found = pinned.find(THEME, one.subject) or pinned.find(ITEM, one.subject)
    return found.title if found else _("办件")

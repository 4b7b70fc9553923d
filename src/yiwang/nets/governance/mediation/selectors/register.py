"""The register of a period: what a committee was asked for, who called when, how it ended."""

from collections.abc import Mapping
from datetime import date, datetime
from typing import Any
from uuid import UUID

from yiwang.engines.cases.public import ActDone, acts_done, case_words, cases_visible_to
from yiwang.foundations.calendars.public import local_instant
from yiwang.foundations.divisions.public import division_get
from yiwang.foundations.organisations.public import post_labels
from yiwang.foundations.releases.public import world
from yiwang.kernel.actor import Actor
from yiwang.loader import parameter_at

from ..domain.register import CONTACT, KINDS, ORAL, WRITTEN, Line
from ..models import MediationRequest
from ..policies import POST
from .rules import rules_in_force

TARGET = "mediation_contact_minutes"
MOST = 5000


def contact_minutes(now: datetime) -> int:
    """Minutes within which the first call is to be made."""
    return int(parameter_at(world(), TARGET, now) or 0)


def register_of(actor: Actor, first: date, after: date, *, now: datetime) -> list[Line]:
    """The requests of a period that an actor may see, in the order in which they were asked for."""
    since, until = local_instant(first), local_instant(after)
    held = cases_visible_to(actor).filter(type=rules_in_force().case_type)
    cases = list(held.filter(opened_at__gte=since, opened_at__lt=until).order_by("opened_at", "id")[:MOST])
    keys = [case.id for case in cases]
    requests = {row.case_id: row for row in MediationRequest.objects.filter(case_id__in=keys)}
    done = {(one.case_id, one.act): one for one in acts_done(keys, (CONTACT, WRITTEN, ORAL))}
    posts = post_labels([one.hat.removeprefix(POST) for one in done.values() if one.act == CONTACT])
    words = case_words(cases, now)
    return [_line(case, requests.get(case.id), done, posts, words[case.id].label) for case in cases]


def _line(
    case: Any, request: MediationRequest | None, done: Mapping[tuple[UUID, str], ActDone],
    posts: Mapping[str, str], state: str,
) -> Line:  # fmt: skip
    rules = rules_in_force()
    call = done.get((case.id, CONTACT))
    post = call.hat.removeprefix(POST) if call else ""
    made = done.get((case.id, WRITTEN)) or done.get((case.id, ORAL))
    kind = rules.types.get(case.subject)
    return Line(
        number=case.number, title=case.title, type=kind.label if kind else case.subject,
        source=rules.sources.get(request.source, "") if request else "", place=_place(case.division_id),
        asked_at=case.opened_at, mediator=posts.get(post, post), post=post,
        minutes=int((call.at - case.opened_at).total_seconds() // 60) if call else None,
        agreement=KINDS[made.act] if made else "", agreed_at=made.at if made else None, state=state,
    )  # fmt: skip


def _place(code: str) -> str:
    found = division_get(code)
    return found.name if found else ""

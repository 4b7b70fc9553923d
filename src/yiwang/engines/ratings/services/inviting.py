"""After a case has closed: offer it to be rated, and ask once, unless nobody may be asked or often enough was."""

from collections.abc import Mapping
from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.db import connection

from yiwang.engines.cases.public import CaseMoved, case_handlers, cases_visible_to
from yiwang.engines.catalog.pure import THEME
from yiwang.foundations.notices.public import notice_send, party_may_be_told
from yiwang.foundations.people.public import parties_merged
from yiwang.foundations.releases.public import world_pinned
from yiwang.foundations.scope.public import as_actor

from ..models import Invitation
from ..policies import RATINGS
from ..pure import RatingRules
from ..selectors.rules import rules_in_force
from .asking import Service, rating_offer, rating_token

TEMPLATE = "rating_invite"
_LOCK = "SELECT pg_advisory_xact_lock(hashtextextended(%s, 0))"


def invite(moved: CaseMoved, now: datetime) -> None:
    """Offer a closed case to be rated and ask its applicant, as the pack says; twice does no harm."""
    rules = rules_in_force()
    if rules is None or moved.to_state not in rules.invite.get(moved.type, ()):
        return
    with as_actor(RATINGS):
        case = cases_visible_to(RATINGS).get(id=moved.case_id)
        root = case if case.id == case.root_id else cases_visible_to(RATINGS).get(id=case.root_id)
        if case.party_id is None or _imported(case) or not party_may_be_told(case.party_id):
            return
        if case.party_id in never_asked(root, case, rules):
            return
        service = Service(
            event_key=f"case:{case.id}", unit=case.owner_unit_id, item=case.subject, title=case.title,
            division=case.division_id, case_id=case.id, number=case.number, party=case.party_id,
            accounts=case_handlers(case.id),
        )  # fmt: skip
    rating_invite(service, now=now)


def rating_invite(service: Service, *, now: datetime) -> None:
    """Offer a service to be rated and ask whom it was done for, unless nobody may be asked; again changes nothing.

    Raises:
        RatingRefused: the pack in force has no rules of rating.
    """
    rating_offer(service, now=now)
    rules = rules_in_force()
    if rules is None or service.party is None:
        return
    with as_actor(RATINGS):
        if party_may_be_told(service.party):
            _ask(service, service.party, rules, now)


def never_asked(root: Any, case: Any, rules: RatingRules) -> frozenset[UUID]:
    """Parties of a case who are never asked nor greeted, such as the deceased.

    They are those of the theme's parties that its pack marks ``never_contact`` or that the rules name in ``never``.

    Args:
        root: the matter's root; its subject may be a theme.
        case: the case, whose slice says which registered party stands behind which party of the theme.
        rules: the pack's.
    """
    theme = world_pinned(root.revision).find(THEME, root.subject)
    parties = theme.parties if theme else {}
    never = {key for key, party in parties.items() if party.never_contact}
    bound: Mapping[str, str] = (case.data.get("form") or {}).get("parties") or {}
    marked = {
        UUID(held) for place, held in bound.items() if place.partition("[")[0] in {*never, *rules.never}
    }
    return parties_merged(marked)


def _imported(case: Any) -> bool:
    """Cases taken over from an old system were handled there; nobody is asked about them."""
    terms = case.data.get("terms") or {}
    return bool((terms.get("flags") or {}).get("imported"))


def _ask(service: Service, party: UUID, rules: RatingRules, now: datetime) -> None:
    """Ask by message, if this person was not asked often enough already; rating on the case's page stays open."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK, [f"ratings.ask:{party}"])
    since = now - timedelta(days=rules.limits.contact_days.value)
    asked = Invitation.objects.filter(party_id=party, asked_at__gt=since).count()
    held = Invitation.objects.select_for_update().get(event_key=service.event_key)
    if held.asked_at or held.is_rated or asked >= rules.limits.contact_times.value:
        return
    held.asked_at = now
    held.save(update_fields=["asked_at"])
    words = {
        "matter": service.title, "number": service.number, "code": held.reply_code,
        "token": rating_token(service, "sms", now=now),
    }  # fmt: skip
    notice_send(party_id=party, template=TEMPLATE, data=words, key=f"rating.invite:{held.id}", now=now)

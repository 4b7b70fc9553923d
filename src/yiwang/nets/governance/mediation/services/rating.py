"""Both sides are asked what they think of a mediation, each for itself, and never where somebody may be in danger."""

from collections.abc import Collection
from datetime import datetime
from typing import Any
from uuid import UUID

from django.conf import settings
from django.urls import reverse

from yiwang.engines.cases.public import CaseMoved, acts_done, case_handlers, cases_visible_to
from yiwang.engines.ratings.public import AlreadyRated, RatingRefused, Service, rating_invite, rating_token
from yiwang.foundations.keys.public import decrypt
from yiwang.foundations.notices.public import NoGatewayError, sms_gateway
from yiwang.foundations.scope.public import as_actor

from ..domain.rating import may_be_asked
from ..models import MediationRequest, MediationSide
from ..policies import MEDIATION, PHONE_PURPOSE
from ..pure import RatingPart
from ..selectors.rules import rules_in_force

ALARM = "alarm"


def sides_ask(moved: CaseMoved, now: datetime) -> None:
    """Ask both sides of a mediation that has ended; again asks nobody twice. Run by the outbox.

    Raises:
        NoGatewayError: no text messages can be sent; the outbox tries again.
    """
    rating = rules_in_force().rating
    if rating is None or moved.to_state not in rating.after or not _may_be_asked(moved, rating):
        return
    with as_actor(MEDIATION):
        sides = list(MediationSide.objects.filter(case_id=moved.case_id))
        case = cases_visible_to(MEDIATION).get(id=moved.case_id)
        handlers = case_handlers(case.id)
    for side in sides:
        _asked(side, _service(case, handlers, side), rating, now)


def _may_be_asked(moved: CaseMoved, rating: RatingPart) -> bool:
    with as_actor(MEDIATION):
        request = MediationRequest.objects.filter(case_id=moved.case_id).first()
        alarmed = bool(acts_done([moved.case_id], [ALARM]))
    if request is None:
        return False
    never = (rating.never_dangers, rating.never_types)
    return may_be_asked(request.dangers, request.type, never, alarmed=alarmed)


def _service(case: Any, handlers: Collection[UUID], side: MediationSide) -> Service:
    """What one side rates. Its name says the type of dispute and nothing of what it was about."""
    kind = rules_in_force().types.get(case.subject)
    own = side.party_id is not None
    return Service(
        event_key=f"case:{case.id}" if own else f"mediation:{case.id}:{side.role}", unit=case.owner_unit_id,
        item=case.subject, title=f"人民调解（{kind.label}）" if kind else "人民调解", division=case.division_id,
        case_id=case.id if own else None, number=case.number if own else "", party=side.party_id,
        accounts=handlers,
    )  # fmt: skip


def _asked(side: MediationSide, service: Service, rating: RatingPart, now: datetime) -> None:
    try:
        if side.party_id is not None:
            rating_invite(service, now=now)
        elif side.phone:
            _texted(side, service, rating, now)
    except (AlreadyRated, RatingRefused):  # said already, or the pack has no ratings: nobody is to be asked
        return


def _texted(side: MediationSide, service: Service, rating: RatingPart, now: datetime) -> None:
    """A link to a side without an account; what the message leads to serves once."""
    gateway = sms_gateway()
    if gateway is None:
        raise NoGatewayError
    link = settings.YIWANG_PUBLIC_URL + reverse("rating", args=[rating_token(service, "sms", now=now)])
    phone = decrypt(side.phone, purpose=PHONE_PURPOSE)
    gateway.send(phone=phone, text=rating.text.replace("{link}", link), key=f"mediation.rating:{side.id}")

"""The mediators of a committee for one dispute, best first: by the pack's list of what they know, speak and when.

While the rota of the committee names somebody, who is on duty is what the rota says.
"""

from dataclasses import replace
from datetime import datetime
from typing import Any

from django.utils import timezone

from yiwang.foundations.organisations.public import post_label, posts_of, roles_all
from yiwang.foundations.releases.public import world
from yiwang.foundations.rotas.public import duty_at

from ..domain.mediators import Fit, best_first, on_duty
from ..models import MediationRequest
from ..policies import MEDIATE
from ..pure import MEDIATOR, Mediator

ANY = Mediator(id="any", post="")
"""A post of which the pack says nothing: knows and speaks everything, at any time."""


def mediators_for(case: Any, *, now: datetime) -> list[Fit]:
    """Who of the committee that has a case fits it, best first. Empty where the case is no mediation."""
    request = MediationRequest.objects.filter(case_id=case.id).first()
    if request is None:
        return []
    listed = {held.post: held for held in world().all(MEDIATOR).values()}
    may = {key for key, role in roles_all().items() if MEDIATE in role.may}
    posts = [post for post in posts_of([case.owner_unit_id]) if may & set(post.roles)]
    at, rota = timezone.localtime(now), {one.post for one in duty_at(case.owner_unit_id, now)}
    fits = (_fit(post, listed.get(post.id, ANY), request, at) for post in posts)
    return best_first(replace(fit, on_duty=fit.post in rota) if rota else fit for fit in fits)


def _fit(post: Any, held: Mediator, request: MediationRequest, at: datetime) -> Fit:
    speaks = not held.languages or request.language in held.languages
    knows = not held.types or request.type in held.types
    return Fit(post.id, post_label(post), on_duty(held.shifts(), at), speaks, knows, held.note)

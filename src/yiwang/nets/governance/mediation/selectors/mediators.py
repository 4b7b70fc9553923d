"""The mediators of a committee for one dispute, best first: by the pack's list of what they know, speak and when."""

from datetime import datetime
from typing import Any

from yiwang.foundations.organisations.public import post_label
from yiwang.foundations.scope.public import as_actor

from ..domain.mediators import Fit, best_first
from ..models import MediationRequest
from ..policies import MEDIATION
from ..pure import Mediator
from .choosing import ANY, barred_in, mediators_listed, on_duty_of, posts_mediating


def mediators_for(case: Any, *, now: datetime) -> list[Fit]:
    """Who of the committee that has a case fits it, best first, without those who stand near to a side.

    Empty where the case is no mediation.
    """
    request = MediationRequest.objects.filter(case_id=case.id).first()
    if request is None:
        return []
    listed = mediators_listed()
    with as_actor(MEDIATION):
        barred = barred_in(case.id)
    posts = [post for post in posts_mediating([case.owner_unit_id]) if post.id not in barred]
    duty = on_duty_of(posts, listed, now)
    return best_first(_fit(post, listed.get(post.id, ANY), request, post.id in duty) for post in posts)


def _fit(post: Any, held: Mediator, request: MediationRequest, duty: bool) -> Fit:
    speaks = not held.languages or request.language in held.languages
    knows = not held.types or request.type in held.types
    return Fit(post.id, post_label(post), duty, speaks, knows, held.note, post.id == request.chosen)

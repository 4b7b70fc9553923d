"""Who has the tasks of one case, and what those at work say of it among themselves."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from yiwang.engines.cases.public import (
    CaseNotFound,
    CaseRefused,
    access_case,
    case_opine,
    task_assign,
    task_give_back,
    task_take,
)
from yiwang.faces.matter.public import case_address
from yiwang.foundations.people.public import AppointmentRefused, colleagues
from yiwang.kernel.actor import Actor
from yiwang.web.gates import act_done
from yiwang.web.requests import ActedRequest

from .gate import staff_only


@require_POST
@staff_only
def take(request: ActedRequest, number: str, task_id: UUID) -> HttpResponse:
    """Take a task."""
    return _done(request, number, task_take, task_id=task_id)


@require_POST
@staff_only
def give_back(request: ActedRequest, number: str, task_id: UUID) -> HttpResponse:
    """Give a task back to the unit."""
    return _done(request, number, task_give_back, task_id=task_id, text=_text(request))


@require_POST
@staff_only
def assign(request: ActedRequest, number: str, task_id: UUID) -> HttpResponse:
    """Give a task to a colleague."""
    return _done(request, number, task_assign, task_id=task_id, to=_colleague(request), text=_text(request))


@require_POST
@staff_only
def opine(request: ActedRequest, number: str) -> HttpResponse:
    """Write an opinion for those at work."""
    return _done(request, number, case_opine, text=_text(request))


def _text(request: ActedRequest) -> str:
    return request.POST.get("text", "").strip()


def _colleague(request: ActedRequest) -> Actor | None:
    """Whom the form names, if that is somebody of this hat's own units."""
    found = colleagues(request.actor.own_units, timezone.now())
    return next((one.hat.actor for one in found if one.key == request.POST.get("to")), None)


def _done(request: ActedRequest, number: str, act: Callable[..., None], **said: Any) -> HttpResponse:
    """Do it and go back to the case; a refusal is told there."""
    actor, now = request.actor, timezone.now()
    try:
        held = access_case(actor, number, "act")
        act_done(
            request,
            lambda: act(actor=actor, case_id=held.id, now=now, **said),
            _("已记入办件记录。"),
            refusals=(CaseRefused, AppointmentRefused),
        )
    except CaseNotFound as error:
        raise Http404(str(error)) from error
    return redirect(case_address(number))

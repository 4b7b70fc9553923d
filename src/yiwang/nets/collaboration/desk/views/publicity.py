"""What one's body published: correcting it or taking it down with a reason, answering objections."""

from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.exceptions import PermissionDenied
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.engines.publicity.public import (
    MANAGE,
    PublicationNotFound,
    PublicityRefused,
    access_publication,
    objection_answer,
    objections_open,
    publication_correct,
    publication_withdraw,
    publications_managed,
)
from yiwang.web.gates import act_done
from yiwang.web.requests import ActedRequest

from .gate import staff_only


@require_GET
@staff_only
def publications(request: ActedRequest) -> HttpResponse:
    """What stands there, what was taken down, what somebody objects to."""
    _only_managers(request)
    context = {
        "rows": publications_managed(request.actor),
        "objections": objections_open(request.actor),
        "today": timezone.localdate(),
    }
    return render(request, "desk/publications.html", context)


@require_http_methods(["GET", "POST"])
@staff_only
def publication(request: ActedRequest, publication_id: UUID) -> HttpResponse:
    """One publication: every line to correct, and the reason everybody will read."""
    _only_managers(request)
    try:
        held = access_publication(request.actor, publication_id, timezone.localdate(), to="mend")
    except PublicationNotFound as error:
        raise Http404(str(error)) from error
    if request.method == "GET":
        return render(request, "desk/publication.html", {"held": held})
    reason, values = request.POST.get("reason", ""), request.POST.getlist("value")
    if request.POST.get("act") == "withdraw":
        return _tried(
            request, lambda: publication_withdraw(request.actor, held.id, reason, now=timezone.now())
        )
    return _tried(
        request, lambda: publication_correct(request.actor, held.id, values, reason, now=timezone.now())
    )


@require_POST
@staff_only
def objection(request: ActedRequest, objection_id: UUID) -> HttpResponse:
    """Answer an objection."""
    _only_managers(request)
    answer = request.POST.get("answer", "")
    return _tried(request, lambda: objection_answer(request.actor, objection_id, answer, now=timezone.now()))


def _only_managers(request: ActedRequest) -> None:
    if not request.actor.has(MANAGE):
        raise PermissionDenied(_("您现在的岗位不管公示。请换用科室负责人或单位负责人的身份。"))


def _tried(request: ActedRequest, act: Callable[[], Any]) -> HttpResponse:
    try:
        act_done(request, act, _("已经记下。"), refusals=(PublicityRefused,))
    except PublicationNotFound as error:
        raise Http404(str(error)) from error
    return redirect("desk:publications")

"""Published decisions: a list and a page each, for everybody and for no search engine; objecting to one's own."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yiwang.engines.publicity.public import (
    PublicationNotFound,
    PublicityRefused,
    Wanted,
    access_publication,
    changes_of,
    may_object,
    publication_list,
    publication_object,
    rules_in_force,
    units_named,
)
from yiwang.kernel.ids import uuid_of
from yiwang.web.gates import act_done
from yiwang.web.requests import ActedRequest

from .gate import citizen_only

PAGE = 30
NOT_INDEXED = "noindex, nofollow, noarchive"
View = Callable[..., HttpResponse]


def not_indexed(view: View) -> View:
    """A page that search engines are told to leave alone, and that nobody keeps: it ends on its day."""

    @wraps(view)
    def told(request: ActedRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        response = view(request, *args, **kwargs)
        response["X-Robots-Tag"], response["Cache-Control"] = NOT_INDEXED, "no-store"
        return response

    return told


@require_GET
@not_indexed
def publications(request: ActedRequest) -> HttpResponse:
    """What is shown today, narrowed by words; by a person's number nobody is looked up, nor does it stay anywhere."""
    words, rules = request.GET.get("q", "").strip()[:60], rules_in_force()
    before = uuid_of(request.GET.get("before", ""))
    try:
        rows = publication_list(
            request.actor, Wanted(words=words), day=timezone.localdate(), before=before, limit=PAGE
        )
    except PublicityRefused as refused:
        messages.error(request, str(refused))
        return redirect("portal:publications")
    context = {
        "rows": rows,
        "units": units_named(rows),
        "rules": rules.values(),
        "q": words,
        "next": rows[-1].id if len(rows) == PAGE else "",
    }
    return render(request, "portal/publications.html", context)


@require_GET
@not_indexed
def publication(request: ActedRequest, publication_id: UUID) -> HttpResponse:
    """One decision as far as it is published; gone after its last day, and once it is withdrawn."""
    try:
        held = access_publication(request.actor, publication_id, timezone.localdate())
    except PublicationNotFound as error:
        raise Http404(str(error)) from error
    context = {
        "held": held,
        "unit": units_named([held]).get(held.unit_id, ""),
        "rule": rules_in_force().get(held.rule),
        "changes": changes_of(held),
        "own": may_object(request.actor, held),
    }
    return render(request, "portal/publication.html", context)


@require_POST
@citizen_only
def publication_objection(request: ActedRequest, publication_id: UUID) -> HttpResponse:
    """Object to one's own; the unit answers, and mends or takes it down with a reason."""
    words, now = request.POST.get("words", ""), timezone.now()
    try:
        act_done(
            request,
            lambda: publication_object(request.actor, publication_id, words, now=now),
            _("异议已送到决定机关，答复会通知您。"),
            refusals=(PublicityRefused,),
        )
    except PublicationNotFound as error:
        raise Http404(str(error)) from error
    return redirect("portal:publication", publication_id)

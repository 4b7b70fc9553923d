"""归属先例: which rulings stand, which were taken back and why, and on which cases they were followed."""

from uuid import UUID

from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yiwang.engines.cases.public import (
    MAY_WITHDRAW,
    precedent_category,
    precedent_of,
    precedent_uses,
    precedent_withdraw,
)
from yiwang.engines.cases.public import precedents as precedents_like
from yiwang.foundations.organisations.public import unit_names
from yiwang.web.requests import ActedRequest

from .gate import done, staff_only


@require_GET
@staff_only
def listed(request: ActedRequest) -> HttpResponse:
    """The precedents, newest first."""
    words = request.GET.get("q", "").strip()[:50]
    rows = precedents_like(words)
    names = unit_names({row.unit_id for row in rows})
    lines = [(row, names.get(row.unit_id, row.unit_id)) for row in rows]
    return render(request, "desk/precedents.html", {"lines": lines, "words": words})


@require_http_methods(["GET", "POST"])
@staff_only
def precedent(request: ActedRequest, precedent_id: UUID) -> HttpResponse:
    """One of them; a post with the permission takes it back, or has another ruling take its place."""
    held = precedent_of(precedent_id)
    if held is None:
        raise Http404
    if request.method == "POST":
        return _withdrawn(request, precedent_id)
    context = {
        "held": held,
        "unit": unit_names({held.unit_id}).get(held.unit_id, held.unit_id),
        "other": precedent_of(held.replaced_by) if held.replaced_by else None,
        "uses": precedent_uses(held, precedent_category(held, timezone.now())),
        "may": request.actor.has(MAY_WITHDRAW) and held.withdrawn_at is None,
    }
    return render(request, "desk/precedent.html", context)


def _withdrawn(request: ActedRequest, precedent_id: UUID) -> HttpResponse:
    said = {"reason": request.POST.get("reason", ""), "replaced_by": request.POST.get("replaced_by", "")}
    done(
        request,
        lambda: precedent_withdraw(request.actor, precedent_id, **said, now=timezone.now()),
        _("已撤销。派单和话务员不再看到它，历史里仍能查到。"),
    )
    return redirect("desk:precedent", precedent_id)

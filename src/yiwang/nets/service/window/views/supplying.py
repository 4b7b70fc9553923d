"""Supplements at the counter: who is there, what is missing, take it, a receipt."""

from typing import Any
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_http_methods

from yiwang.engines.applications.public import FieldsRefused
from yiwang.engines.cases.public import CaseRefused
from yiwang.faces.matter.public import supplement_sent
from yiwang.foundations.files.public import FileNotFoundForYouError, FileRefusedError, access_file, file_read
from yiwang.web.requests import ActedRequest

from ..domain.attending import AttendingRefused, Identified
from ..services.supplying_here import RECEIPT, Missing, missing_find, missing_supply
from .devices import at_the_window
from .receiving import identified, kinds_asked, pdf

REFUSED = (AttendingRefused, CaseRefused, FieldsRefused, FileRefusedError)


@never_cache
@require_http_methods(["GET", "POST"])
@at_the_window
def supply(request: ActedRequest) -> HttpResponse:
    """One page: find by document, of several matters choose one, then take what is missing."""
    context: dict[str, Any] = {"kinds": kinds_asked(), "sent": request.POST}
    if request.method == "POST":
        try:
            context |= _gone_on(request)
        except REFUSED as refusal:
            context["error"] = str(refusal)
            context |= _as_before(request)
    return render(request, "window/supplying.html", context)


def _found(request: ActedRequest) -> list[Missing]:
    number = request.POST.get("matter", "")[:40]
    return missing_find(
        request.actor,
        identified(request, ""),
        principal=_principal(request),
        number=number,
        now=timezone.now(),
    )


def _principal(request: ActedRequest) -> Identified | None:
    who = identified(request, "for_")
    return who if who.id_number else None


def _gone_on(request: ActedRequest) -> dict[str, Any]:
    found = _found(request)
    chosen = found[0] if len(found) == 1 else None
    if chosen is None or request.POST.get("go") != "supply":
        return {"found": found, "chosen": chosen}
    sent = supplement_sent(chosen.asked, request.POST, request.FILES)
    receipt = missing_supply(request.actor, chosen, sent, now=timezone.now())
    return {"done": chosen, "receipt": receipt}


def _as_before(request: ActedRequest) -> dict[str, Any]:
    """After a refusal while taking: the same matter again, with what is missing."""
    if request.POST.get("go") != "supply":
        return {}
    try:
        found = _found(request)
    except AttendingRefused:
        return {}
    return {"found": found, "chosen": found[0] if len(found) == 1 else None}


@require_GET
@at_the_window
def supply_receipt(request: ActedRequest, file_id: UUID) -> FileResponse:
    """The receipt as PDF, for the unit that took the supplement."""
    try:
        held = access_file(request.actor, file_id)
        if held.purpose != f"paper:{RECEIPT}":
            raise Http404(_("还没有收件凭证。"))
        return pdf(file_read(request.actor, file_id), held.name)
    except FileNotFoundForYouError as error:
        raise Http404(str(error)) from error

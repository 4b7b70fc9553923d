"""Signing in presence: who is there and the code, then his part read to him, then his signature."""

from dataclasses import replace
from typing import Any

from django.http import HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yiwang.engines.applications.public import DraftClosed, DraftIncomplete, NotYours, ShownChanged
from yiwang.foundations.files.public import FileRefusedError
from yiwang.web.requests import ActedRequest

from ..domain.attending import PROOFS, AttendingRefused
from ..services.signing_here import Part, part_find, part_refuse, part_sign
from .devices import at_the_window
from .receiving import identified, kinds_asked

REFUSED = (AttendingRefused, DraftClosed, DraftIncomplete, FileRefusedError, NotYours, ShownChanged)


@never_cache
@require_http_methods(["GET", "POST"])
@at_the_window
def sign(request: ActedRequest) -> HttpResponse:
    """One page: find by document and code; with ``go=sign`` also sign, with ``go=refuse`` record that he does not."""
    context: dict[str, Any] = {"kinds": kinds_asked(), "proofs": PROOFS.items(), "sent": request.POST}
    if request.method == "POST":
        try:
            part = _found(request)
            context["draft"] = part.view
            context |= _gone_on(request, part)
        except REFUSED as refusal:
            context["error"] = str(refusal)
    return render(request, "window/signing.html", context)


def _found(request: ActedRequest) -> Part:
    """The part of whoever is there: his own, or the firm's he represents."""
    firm = identified(request, "firm_")
    return part_find(
        request.actor, identified(request, ""), request.POST.get("code", "")[:20],
        firm=replace(firm, id_kind="uscc") if firm.id_number or firm.name else None, now=timezone.now(),
    )  # fmt: skip


def _gone_on(request: ActedRequest, part: Part) -> dict[str, Any]:
    if request.POST.get("go") == "sign":
        return {"draft": _signed(request, part), "done": True}
    if request.POST.get("go") == "refuse":
        part_refuse(request.actor, part, reason=request.POST.get("reason", ""), now=timezone.now())
        return {"refused": True}
    return {}


def _signed(request: ActedRequest, part: Part) -> Any:
    file = request.FILES.get("proof_file")
    return part_sign(
        request.actor, part, shown=request.POST.get("shown", ""), proof=request.POST.get("proof", ""),
        data=file.read() if file else b"", name=(file.name or "") if file else "", now=timezone.now(),
    )  # fmt: skip

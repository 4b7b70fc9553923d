"""Who mediates: requests in hand, one of them with its sides, signatures, papers and dossier."""

from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.engines.cases.public import CaseRefused, case_timeline
from yiwang.foundations.files.public import FileRefusedError
from yiwang.foundations.people.public import PurposeMissing
from yiwang.web.gates import act_result
from yiwang.web.requests import ActedRequest

from ..domain.errors import MediationRefused
from ..domain.signing import ROLES
from ..policies import ALARM, MEDIATE, SEAL, may
from ..selectors.cases import access_mediation, agreement_in, mediations_open, papers_in
from ..selectors.mediators import mediators_for
from ..services.packing import confirm_pack, dossier_pack
from ..services.papers import agreement_print
from ..services.sides import sides_open
from ..services.signing import SIGNING, paper_take, sign_here
from .gate import for_staff
from .mine import evidence_response, paper_response, pdf_response

STILL = ("running", "breached")
"""States of clocks that matter still."""

REFUSED = (MediationRefused, CaseRefused, FileRefusedError, PurposeMissing)


@require_GET
@for_staff(MEDIATE, SEAL)
def cases(request: ActedRequest) -> HttpResponseBase:
    """Requests in hand, and what ended."""
    now, ended = timezone.now(), "ended" in request.GET
    rows = mediations_open(request.actor, is_open=not ended, now=now)
    lines = [{"row": row, "light": row.case.light(now)} for row in rows]
    return render(request, "mediation/cases.html", {"lines": lines, "ended": ended})


@require_http_methods(["GET", "POST"])
@for_staff(MEDIATE, SEAL, ALARM)
def case(request: ActedRequest, number: str) -> HttpResponseBase:
    """One mediation; a post opens who is in it, for a purpose."""
    shown, error = None, ""
    if request.method == "POST":
        try:
            shown = sides_open(request.actor, number, request.POST.get("purpose", ""), now=timezone.now())
        except REFUSED as refused:
            error = str(refused)
    return _page(request, number, shown=shown, error=error)


@require_POST
@for_staff(MEDIATE)
def sign(request: ActedRequest, number: str) -> HttpResponseBase:
    """Somebody signs on the mediator's screen, or the paper comes back signed and photographed."""
    try:
        if "photos" in request.FILES or request.POST.get("do") == "paper":
            photos = [photo.read() for photo in request.FILES.getlist("photos")]
            paper_take(request.actor, number, photos, now=timezone.now())
        else:
            _sign(request, number)
    except REFUSED as refused:
        return _page(request, number, error=str(refused))
    messages.success(request, _("签名已记下。"))
    return redirect("mediation:case", number)


def _sign(request: ActedRequest, number: str) -> None:
    post = request.POST
    typed, checked = post.get("typed", "")[:80], "checked" in post
    sign_here(request.actor, number, post.get("role", ""), typed, checked, now=timezone.now())


@require_POST
@for_staff(MEDIATE)
def evidence(request: ActedRequest, number: str) -> HttpResponseBase:
    """Photographs that a mediator adds."""
    return evidence_response(request, number, "mediation:case")


@require_GET
@for_staff(MEDIATE, SEAL)
def agreement(request: ActedRequest, number: str) -> HttpResponseBase:
    """The agreement to be printed and signed."""
    data = agreement_print(request.actor, number, now=timezone.now())
    return pdf_response(data, f"agreement-{number}.pdf")


@require_GET
@for_staff(MEDIATE, SEAL)
def paper(request: ActedRequest, number: str, paper_id: str) -> HttpResponseBase:
    """A paper of the dossier."""
    return paper_response(request, number, paper_id)


@require_GET
@for_staff(MEDIATE, SEAL)
def dossier(request: ActedRequest, number: str) -> HttpResponseBase:
    """The dossier: its index and its papers, in one file."""
    data = dossier_pack(request.actor, number, now=timezone.now())
    return pdf_response(data, f"dossier-{number}.zip", "application/zip")


@require_GET
@for_staff(MEDIATE, SEAL)
def confirmation(request: ActedRequest, number: str) -> HttpResponseBase:
    """The packet for a joint application to a court."""
    data = act_result(
        request,
        lambda: confirm_pack(request.actor, number, now=timezone.now()),
        refusals=(MediationRefused,),
    )
    if data is None:
        return redirect("mediation:case", number)
    return pdf_response(data, f"confirmation-{number}.zip", "application/zip")


def _page(request: ActedRequest, number: str, **more: Any) -> HttpResponseBase:
    now = timezone.now()
    held = access_mediation(request.actor, number)
    found, times = agreement_in(held), case_timeline(request.actor, held.id, now)
    mediates = may(request.actor, MEDIATE, SEAL)
    mine = held.state == SIGNING and held.owner_unit_id in request.actor.own_units
    missing = [(role, ROLES[role]) for role in found.missing] if found and mine else []
    fits = mediators_for(held, now=now) if held.is_open else []
    clocks = [line for line in times.clocks if line.state in STILL]
    context = {
        "told": [(one["label"], one["said"]) for one in held.data["form"]["fields"]],
        "case": held, "times": times, "light": held.light(now), "agreement": found, "missing": missing,
        "papers": papers_in(held.id), "clocks": clocks, "fits": fits, "mediates": mediates, "key": uuid4(), **more,
    }  # fmt: skip
    return render(request, "mediation/case.html", context)

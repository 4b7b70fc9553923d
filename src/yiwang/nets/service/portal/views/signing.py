"""The end of an application: check your answers, sign, hand in, the confirmation."""

from contextlib import suppress
from typing import Any
from uuid import UUID

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods

from yiwang.engines.applications.public import (
    DraftIncomplete,
    DraftView,
    FieldsRefused,
    NoDecidingUnit,
    NotYours,
    OnlyInPresence,
    PersonUnchecked,
    ShownChanged,
    SignatureMissing,
    access_draft,
    access_submission,
    draft_check,
    draft_confirm,
    draft_get,
    draft_person_check,
    draft_refuse,
    draft_sign,
    draft_submit,
    submission_papers_of,
)
from yiwang.engines.cases.public import access_case
from yiwang.faces.elements.public import Widget
from yiwang.foundations.people.public import mandate_of
from yiwang.nets.service.portal.domain.check import check_page
from yiwang.nets.service.portal.domain.service import service_choice
from yiwang.nets.service.portal.domain.steps import step_url, steps
from yiwang.nets.service.portal.domain.video import offered_in_draft
from yiwang.nets.service.portal.domain.where import where_in_presence
from yiwang.web.requests import ActedRequest

from .gate import citizen_only

REFUSED = (
    DraftIncomplete,
    FieldsRefused,
    NoDecidingUnit,
    NotYours,
    OnlyInPresence,
    PersonUnchecked,
    SignatureMissing,
)


@require_http_methods(["GET", "POST"])
@citizen_only
def check(request: ActedRequest, draft_id: UUID) -> HttpResponse:
    """Everything on one page, with what is missing and a way to mend each line; POST confirms changes."""
    now = timezone.now()
    if request.method == "POST":
        with suppress(FieldsRefused):  # changed once more: the page shows it
            draft_confirm(request.actor, draft_id, request.POST.get("shown", ""), now=now)
    seen = draft_check(request.actor, draft_id, now=now)
    choice = service_choice(request.actor.parties[0], now, draft_id)
    context = {
        "draft": seen.draft,
        "steps": steps(seen.draft, "check"),
        "service": choice,
        "may_entrust": _owned(request, seen.draft) and mandate_of(request.actor) is None,
        "video": offered_in_draft(seen.draft),
        **check_page(seen),
    }
    return render(request, "portal/check.html", context)


@require_http_methods(["GET", "POST"])
@citizen_only
def sign(request: ActedRequest, draft_id: UUID) -> HttpResponse:
    """Sign what was shown; the last signature hands the application in."""
    if request.method != "POST":
        view = draft_get(request.actor, draft_id, now=timezone.now())
        return _sign_page(request, view)
    if request.POST.get("refuse") == "1":
        draft_refuse(request.actor, draft_id, reason=request.POST.get("reason", ""), now=timezone.now())
        return redirect("portal:cases")
    return _signed(request, draft_id)


def _signed(request: ActedRequest, draft_id: UUID) -> HttpResponse:
    now = timezone.now()
    view = draft_get(request.actor, draft_id, now=now)
    if view.state == "submitted":
        return redirect("portal:done", draft_id)
    if request.POST.get("agree") != "1":
        return _sign_page(request, view, agree_error=_("请先勾选，确认内容属实。"))
    try:
        view = draft_sign(request.actor, draft_id, shown_hash=request.POST.get("shown", ""), now=now)
        return _handed_in(request, view)
    except ShownChanged as error:
        return _sign_page(
            request, draft_get(request.actor, draft_id, now=now), error=str(error), changed=True
        )
    except REFUSED as error:
        return _sign_page(request, draft_get(request.actor, draft_id, now=now), error=str(error))


def _handed_in(request: ActedRequest, view: DraftView) -> HttpResponse:
    """Hand in as soon as everybody has signed; else the page says whom one waits for."""
    if any(signer.state != "signed" for signer in view.signers) or not _owned(request, view):
        return redirect("portal:draft-sign", view.id)
    draft_submit(request.actor, view.id, now=timezone.now())
    return redirect("portal:done", view.id)


def _owned(request: ActedRequest, view: DraftView) -> bool:
    """Whether the application is this hat's own, or it only signs its part."""
    return access_draft(request.actor, view.id).owner_id in request.actor.parties


def _sign_page(
    request: ActedRequest, view: DraftView, *, error: str = "", agree_error: str = "", changed: bool = False
) -> HttpResponse:
    waiting = [signer for signer in view.signers if signer.state != "signed"]
    mine = [signer for signer in waiting if signer.mine]
    owned = _owned(request, view)
    may_sign = bool(mine) or (owned and not waiting)
    check = _person_check(request, view) if mine else None
    context: dict[str, Any] = {
        "draft": view,
        "owned": owned,
        "steps": steps(view, "sign"),
        "signers": view.signers,
        "error": error,
        "changed": changed,
        "wrong": [Widget("agree", _("确认"), error=agree_error)] if agree_error else [],
        "agree_error": agree_error,
        "person_check": check,
        "can_sign": may_sign and (check is None or check["standing"].passed),
        "last_signer": len(waiting) <= 1,
        "can_refuse": bool(mine) and not owned,
        "check_url": step_url(view, "check"),
        "waiting": "、".join(signer.called for signer in waiting if not signer.mine),
        "video": owned and offered_in_draft(view),
    }
    return render(request, "portal/sign.html", context)


def _person_check(request: ActedRequest, view: DraftView) -> dict[str, Any] | None:
    """Why this person is checked, how far that has got, and where he signs without; None where nobody is."""
    reasons = {item.person_check: item.title for item in view.items if item.person_check}
    if not reasons:
        return None
    held = draft_person_check(request.actor, view.id, now=timezone.now())
    return {
        "reasons": reasons,
        "standing": held.standing,
        "provider": held.provider,
        "is_demo": held.is_demo,
        "places": where_in_presence(view),
    }


@require_GET
@citizen_only
def done(request: ActedRequest, draft_id: UUID) -> HttpResponse:
    """The confirmation: number, by when, what comes next."""
    submission = access_submission(request.actor, draft_id)
    case = access_case(request.actor, submission.matter_id)
    papers = submission_papers_of(draft_id)
    context = {"submission": submission, "case": case, "papers": papers}
    return render(request, "portal/done.html", context)

"""My cases: the list, one matter with its time line, supplements, acts an applicant may do."""

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.engines.applications.public import (
    FieldsRefused,
    Upload,
    access_submission,
    drafts_of,
    submission_of,
    submission_papers,
    supplement_ask,
    supplement_supply,
)
from yiwang.engines.cases.public import (
    CaseRefused,
    access_case,
    case_acts_for,
    case_list,
    case_move,
    case_timeline,
    case_words,
    matter_cases,
)
from yiwang.engines.licences.public import licences_visible_to
from yiwang.faces.matter.public import matter_timeline
from yiwang.foundations.files.public import FileRefusedError
from yiwang.nets.service.portal.domain.cards import CaseCard
from yiwang.nets.service.portal.selectors import draft_file, uuid_of

from .gate import citizen_only

PAGE = 20


@require_GET
@citizen_only
def cases(request: HttpRequest) -> HttpResponse:
    """Drafts and matters of this hat, newest first."""
    now, actor = timezone.now(), request.actor
    rows = case_list(actor, roots=True, before=uuid_of(request.GET.get("before", "")), limit=PAGE)
    words = case_words(rows, now)
    cards = [CaseCard(r.number, r.title, words[r.id].public, r.light(now), r.due_at) for r in rows]
    context = {"cases": cards, "drafts": drafts_of(actor), "next": rows[-1].id if len(rows) == PAGE else ""}
    return render(request, "portal/cases.html", context)


@require_GET
@citizen_only
def case(request: HttpRequest, number: str) -> HttpResponse:
    """One matter: where each body stands, what happened, what one may do."""
    now, actor = timezone.now(), request.actor
    root = access_case(actor, number)
    held = matter_cases(actor, root.root_id)
    times = {one.id: case_timeline(actor, one.id, now) for one in held}
    main = next(one for one in held if one.id == root.root_id)
    context = {
        "case": main, "state": times[main.id], "light": main.light(now),
        "children": [_child(one, times[one.id], now) for one in held if one.id != main.id or len(held) == 1],
        "timeline": matter_timeline([(one.title, times[one.id]) for one in held]),
        "acts": [act for one in held for act in _acts(request, one, now)],
        "supplement": _supplement(request, main.root_id, now),
        "licences": licences_visible_to(actor).filter(case_id__in=[one.id for one in held]),
        "papers": _papers(request, main.root_id),
    }  # fmt: skip
    return render(request, "portal/case.html", context)


def _child(one: Any, times: Any, now: Any) -> dict[str, Any]:
    holder = times.holders[0] if times.holders else None
    words = _("{0}（{1}）").format(holder.unit, holder.step) if holder else ""
    return {"title": one.title, "state": times.state_text, "light": one.light(now), "holder": words, "due_at": one.due_at}


def _acts(request: HttpRequest, one: Any, now: Any) -> list[dict[str, Any]]:
    """Acts that need nothing said; supplements have a page of their own."""
    acts = [act for act in case_acts_for(request.actor, one.id, now) if act.available and not act.data]
    return [
        {"label": f"{act.label}：{one.title}", "danger": act.tone == "danger", "id": act.id,
         "url": reverse("portal:case-act", args=[one.number, act.id])}
        for act in acts
    ]  # fmt: skip


def _supplement(request: HttpRequest, root_id: UUID, now: Any) -> Any:
    asked = supplement_ask(request.actor, root_id, now=now)
    return asked if asked and asked.parts else None


def _papers(request: HttpRequest, root_id: UUID) -> Any:
    submission = submission_of(request.actor, root_id)
    return submission_papers(request.actor, submission.id) if submission else []


@require_POST
@citizen_only
def act(request: HttpRequest, number: str, act: str) -> HttpResponse:
    """Do an act that needs nothing said, e.g. withdraw."""
    held = access_case(request.actor, number)
    try:
        case_move(actor=request.actor, case_id=held.id, act=act, now=timezone.now())
        messages.success(request, _("已经办好。"))
    except CaseRefused as error:
        messages.error(request, str(error))
    return redirect("portal:case", access_case(request.actor, held.root_id).number)


@require_http_methods(["GET", "POST"])
@citizen_only
def supplement(request: HttpRequest, number: str) -> HttpResponse:
    """Answer the one request: each body's remarks, files for each."""
    now = timezone.now()
    root = access_case(request.actor, number)
    asked = supplement_ask(request.actor, root.root_id, now=now)
    if asked is None or not asked.parts:
        return redirect("portal:case", number)
    error = ""
    if request.method == "POST":
        error = _supply(request, asked)
        if not error:
            messages.success(request, _("补充的材料已经送到。办理时限继续计算。"))
            return redirect("portal:case", number)
    return render(request, "portal/supplement.html", {"root": root, "asked": asked, "error": error})


def _supply(request: HttpRequest, asked: Any) -> str:
    """Supply every part that something was said or handed in for; the sentence if it could not be done."""
    now = timezone.now()
    try:
        for part in asked.parts:
            uploads = [Upload(file.name or "", file.read()) for file in request.FILES.getlist(f"files.{part.case_id}")]
            note = request.POST.get(f"note.{part.case_id}", "").strip()[:2000]
            supplement_supply(request.actor, part.case_id, uploads=uploads, note=note, now=now)
    except (CaseRefused, FieldsRefused, FileRefusedError) as error:
        return str(error)
    return ""


@require_GET
@citizen_only
def paper(request: HttpRequest, submission_id: UUID, file_id: UUID) -> HttpResponse:
    """A paper made of a submission, e.g. the unified application form."""
    access_submission(request.actor, submission_id)
    name, data = draft_file(request.actor, file_id)
    return FileResponse(data, as_attachment=True, filename=name, content_type="application/pdf")



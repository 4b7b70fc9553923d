"""My cases: the list, one matter with its time line, supplements, acts an applicant may do."""

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.engines.applications.public import (
    FieldsRefused,
    Upload,
    case_supply,
    drafts_visible_to,
    matter_papers,
)
from yiwang.engines.cases.public import (
    CaseAct,
    CaseRefused,
    MatterPage,
    access_case,
    access_matter,
    case_acts_for,
    case_list,
    case_move,
    case_words,
    matter_page,
)
from yiwang.engines.handovers.public import CHOOSE, handovers_of
from yiwang.engines.licences.public import licences_visible_to
from yiwang.engines.payments.public import charges_of
from yiwang.faces.charge.public import charge_card
from yiwang.faces.matter.public import act_forms, matter_timeline, sent_data
from yiwang.faces.video.public import video_cards
from yiwang.foundations.files.public import FileRefusedError
from yiwang.kernel.ids import uuid_of
from yiwang.nets.service.portal.domain.cards import case_cards
from yiwang.nets.service.portal.domain.supplement import Ask, Part, asked_of, tolerated_of
from yiwang.nets.service.portal.domain.video import cases_offered
from yiwang.nets.service.portal.selectors import draft_file
from yiwang.web.requests import ActedRequest

from .gate import citizen_only

PAGE = 20
NOTE = 2000
SUPPLY = "supply"
"""The act by which an applicant answers a request for supplements."""

TOLERATED = "supply_tolerated"
"""The act by which what was let out at acceptance (容缺) is handed in; its clock has the same name as its flag."""


@require_GET
@citizen_only
def cases(request: ActedRequest) -> HttpResponse:
    """Drafts and matters of this hat, newest first."""
    now, actor = timezone.now(), request.actor
    rows = case_list(actor, roots=True, before=uuid_of(request.GET.get("before", "")), limit=PAGE)
    words = case_words(rows, now)
    context = {
        "cases": case_cards(rows, words, now),
        "drafts": drafts_visible_to(actor).filter(state="open"),
        "next": rows[-1].id if len(rows) == PAGE else "",
    }
    return render(request, "portal/cases.html", context)


@require_GET
@citizen_only
def case(request: ActedRequest, number: str) -> HttpResponse:
    """One matter: where each body stands, what happened, what one may do."""
    now, actor = timezone.now(), request.actor
    opened, held = access_matter(actor, number)
    page = matter_page(actor, held, now)
    times, acts = page.timelines, page.acts
    main = next(one for one in held if one.id == opened.root_id)
    context = {
        "case": main,
        "state": times[main.id],
        "light": main.light(now),
        "children": [_child(one, times[one.id], now) for one in held if one.id != main.id or len(held) == 1],
        "timeline": matter_timeline([(one.title, times[one.id]) for one in held]),
        "forms": [form for one in held if (form := _forms(one, acts[one.id]))["acts"]],
        "supplement": _asked(held, page),
        "licences": licences_visible_to(actor).filter(case_id__in=[one.id for one in held]),
        "papers": matter_papers(actor, main.id, [one.id for one in held]),
        "handovers": handovers_of(actor, main.id),
        "may_choose": any(act.id == CHOOSE and act.available for mine in acts.values() for act in mine),
        "charges": [charge_card(one) for one in charges_of(actor, [one.id for one in held])],
        "videos": video_cards(actor, main.root_id, [one.id for one in held]),
        "video_offers": cases_offered(held),
    }
    return render(request, "portal/case.html", context)


def _child(one: Any, times: Any, now: Any) -> dict[str, Any]:
    holder = times.holders[0] if times.holders else None
    words = _("{0}（{1}）").format(holder.unit, holder.step) if holder else ""
    return {
        "title": one.title,
        "state": times.state_text,
        "light": one.light(now),
        "holder": words,
        "due_at": one.due_at,
    }


def _forms(one: Any, acts: list[CaseAct]) -> dict[str, Any]:
    """What this hat may do on one case; supplements and the way of delivery have pages of their own."""
    mine = [act for act in acts if act.available and act.id not in (SUPPLY, TOLERATED, CHOOSE)]
    forms = act_forms(mine, lambda name: reverse("portal:case-act", args=[one.number, name]))
    return {"title": one.title, "version": one.version, "acts": forms}


def _asked(held: Any, page: MatterPage) -> Ask | None:
    """The one request for supplements, over all cases that were asked and may still be answered."""
    asked, tolerated = (_open_for(act, held, page.acts) for act in (SUPPLY, TOLERATED))
    if asked or not tolerated:
        return asked_of(asked, page.units) if asked else None
    dues = [due for one in tolerated if (due := page.due_of(one.id, "tolerance"))]
    return tolerated_of(tolerated, page.units, min(dues, default=None))


def _open_for(act: str, held: Any, acts: Mapping[UUID, list[CaseAct]]) -> list[Any]:
    """The cases on which this hat may do an act now."""
    return [one for one in held if any(mine.id == act and mine.available for mine in acts[one.id])]


@require_POST
@citizen_only
def act(request: ActedRequest, number: str, act: str) -> HttpResponse:
    """Do an act on one of one's cases, e.g. withdraw; what is wrong is said on the matter's page."""
    held, now = access_case(request.actor, number), timezone.now()
    chosen = next((one for one in case_acts_for(request.actor, held.id, now) if one.id == act), None)
    if chosen is None:
        raise Http404
    try:
        case_move(
            actor=request.actor, case_id=held.id, act=act, data=sent_data(chosen, request.POST), now=now
        )
        messages.success(request, _("“{0}”已办。").format(chosen.label))
    except CaseRefused as error:
        messages.error(request, str(error))
    return redirect("portal:case", access_case(request.actor, held.root_id).number)


@require_http_methods(["GET", "POST"])
@citizen_only
def supplement(request: ActedRequest, number: str) -> HttpResponse:
    """Answer the one request: each body's remarks, files and words for each."""
    now = timezone.now()
    root, held = access_matter(request.actor, number)
    asked = _asked(held, matter_page(request.actor, held, now))
    if asked is None:
        return redirect("portal:case", number)
    error = _supply(request, asked) if request.method == "POST" else ""
    if request.method == "POST" and not error:
        messages.success(request, _("补充的材料已经送到。办理时限继续计算。"))
        return redirect("portal:case", number)
    return render(request, "portal/supplement.html", {"root": root, "asked": asked, "error": error})


def _supply(request: ActedRequest, asked: Ask) -> str:
    """Supply every part, all or none; the sentence if it could not be done."""
    try:
        with transaction.atomic():
            for part in asked.parts:
                _supply_part(request, part)
    except (CaseRefused, FieldsRefused, FileRefusedError) as error:
        return str(error)
    return ""


def _supply_part(request: ActedRequest, part: Part) -> None:
    case_id, title = part.case_id, part.title
    uploads = [Upload(file.name or "", file.read()) for file in request.FILES.getlist(f"files.{case_id}")]
    note = request.POST.get(f"note.{case_id}", "").strip()[:NOTE]
    if not note and not uploads:
        raise FieldsRefused(
            {str(case_id): _("“{0}”还没有补充：请上传照片或文件，或者写明情况。").format(title)}
        )
    if part.tolerated and not uploads:
        raise FieldsRefused({str(case_id): _("“{0}”要补交的是材料，请上传照片或文件。").format(title)})
    label = _("补交的材料") if part.tolerated else _("补正材料")
    case_supply(
        request.actor,
        case_id,
        answer=note,
        uploads={label: uploads},
        now=timezone.now(),
        tolerated=part.tolerated,
    )


@require_GET
@citizen_only
def paper(request: ActedRequest, file_id: UUID) -> FileResponse:
    """A paper made of a submission or of an act, as far as it was granted to this hat."""
    name, data = draft_file(request.actor, file_id)
    return FileResponse(data, as_attachment=True, filename=name, content_type="application/pdf")

"""My cases: the list, one matter with its time line, supplements, acts an applicant may do."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.engines.applications.public import (
    FieldsRefused,
    drafts_visible_to,
    matter_papers,
)
from yiwang.engines.cases.public import (
    CaseAct,
    CaseRefused,
    Look,
    access_case,
    access_matter,
    case_acts_for,
    case_list,
    case_looked,
    case_move,
    case_receipts,
    case_words,
    matter_page,
)
from yiwang.engines.handovers.public import CHOOSE, handovers_of
from yiwang.engines.licences.public import licences_visible_to
from yiwang.engines.payments.public import charges_of
from yiwang.engines.video_sessions.public import video_sessions_open
from yiwang.faces.charge.public import charge_card
from yiwang.faces.matter.public import (
    SUPPLY,
    TOLERATED,
    Ask,
    act_forms,
    case_pages_of,
    last_seq,
    matter_timeline,
    receipts_file,
    sent_data,
    supplement_asked,
    supplement_sent,
    supplement_supply,
)
from yiwang.faces.video.public import video_cards
from yiwang.foundations.files.public import FileRefusedError
from yiwang.kernel.counting import whole_number
from yiwang.kernel.ids import uuid_of
from yiwang.nets.service.portal.domain.cards import case_cards
from yiwang.nets.service.portal.domain.video import cases_offered
from yiwang.nets.service.portal.selectors import draft_file
from yiwang.web.gates import act_done
from yiwang.web.requests import ActedRequest

from .gate import citizen_only

PAGE = 20


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
        "meetings": video_sessions_open(actor),
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
    last = last_seq(times.values())
    looked, seen = _seen(request, main.id, last, now)
    lines = matter_timeline([(one.title, times[one.id]) for one in held], seen)
    context = {
        "case": main,
        "pages": case_pages_of(main.type, main.data, actor),
        "state": times[main.id],
        "light": main.light(now),
        "children": [_child(one, times[one.id], now) for one in held if one.id != main.id or len(held) == 1],
        "timeline": lines,
        "looked": looked,
        "changes": sum(line.fresh for line in lines),
        "since": last if seen is None else seen,
        "forms": [form for one in held if (form := _forms(one, acts[one.id]))["acts"]],
        "supplement": supplement_asked(held, page),
        "licences": licences_visible_to(actor).filter(case_id__in=[one.id for one in held]),
        "papers": matter_papers(actor, main.id, [one.id for one in held]),
        "handovers": handovers_of(actor, main.id),
        "may_choose": any(act.id == CHOOSE and act.available for mine in acts.values() for act in mine),
        "charges": [charge_card(one) for one in charges_of(actor, [one.id for one in held])],
        "videos": video_cards(actor, main.root_id, [one.id for one in held]),
        "video_offers": cases_offered(held),
    }
    return render(request, "portal/case.html", context)


def _seen(request: ActedRequest, root_id: UUID, last: int, now: datetime) -> tuple[Look | None, int | None]:
    """How far this hat had seen the matter; the page that asks by itself for news says so, and opens nothing anew."""
    asked = request.GET.get("since")
    if asked is not None:
        return None, whole_number(asked)
    looked = case_looked(request.actor, root_id, last, now)
    return looked, looked.seq if looked else None


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


@require_POST
@citizen_only
def act(request: ActedRequest, number: str, act: str) -> HttpResponse:
    """Do an act on one of one's cases, e.g. withdraw; what is wrong is said on the matter's page."""
    held, now = access_case(request.actor, number), timezone.now()
    chosen = next((one for one in case_acts_for(request.actor, held.id, now) if one.id == act), None)
    if chosen is None:
        raise Http404
    data = sent_data(chosen, request.POST)
    act_done(
        request,
        lambda: case_move(actor=request.actor, case_id=held.id, act=act, data=data, now=now),
        _("“{0}”已办。").format(chosen.label),
        refusals=(CaseRefused,),
    )
    return redirect("portal:case", access_case(request.actor, held.root_id).number)


@require_http_methods(["GET", "POST"])
@citizen_only
def supplement(request: ActedRequest, number: str) -> HttpResponse:
    """Answer the one request: each body's remarks, files and words for each."""
    now = timezone.now()
    root, held = access_matter(request.actor, number)
    asked = supplement_asked(held, matter_page(request.actor, held, now))
    if asked is None:
        return redirect("portal:case", number)
    error = _supply(request, asked) if request.method == "POST" else ""
    if request.method == "POST" and not error:
        messages.success(request, _("补充的材料已经送到。办理时限继续计算。"))
        return redirect("portal:case", number)
    return render(request, "portal/supplement.html", {"root": root, "asked": asked, "error": error})


def _supply(request: ActedRequest, asked: Ask) -> str:
    """Supply every part, all or none; the sentence if it could not be done."""
    sent = supplement_sent(asked, request.POST, request.FILES)
    try:
        supplement_supply(request.actor, asked, sent, now=timezone.now())
    except (CaseRefused, FieldsRefused, FileRefusedError) as error:
        return str(error)
    return ""


@require_GET
@citizen_only
def paper(request: ActedRequest, file_id: UUID) -> FileResponse:
    """A paper made of a submission or of an act, as far as it was granted to this hat."""
    name, data = draft_file(request.actor, file_id)
    return FileResponse(data, as_attachment=True, filename=name, content_type="application/pdf")


@require_GET
@citizen_only
def receipt(request: ActedRequest, number: str) -> HttpResponse:
    """One's matter as receipts that prove themselves offline."""
    return receipts_file(case_receipts(request.actor, number))

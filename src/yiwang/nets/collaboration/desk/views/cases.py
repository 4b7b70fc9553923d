"""A case with everything on one page: what was handed in, clocks, history, and what to do."""

from collections.abc import Mapping
from datetime import datetime
from functools import partial
from io import BytesIO
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from yiwang.engines.applications.public import case_papers, slice_fields, slice_files, slice_reveal
from yiwang.engines.cases.public import (
    MAY_ASSIGN,
    OPINION,
    CaseNotFound,
    CaseRefused,
    MatterPage,
    access_case,
    access_matter,
    case_looked,
    case_move,
    case_receipts,
    case_words,
    matter_acts_for,
    matter_page,
    unit_choices,
)
from yiwang.faces.elements.public import Widget
from yiwang.faces.external.public import external_lines
from yiwang.faces.matter.public import (
    act_forms,
    case_address,
    case_lines,
    case_pages_of,
    last_seq,
    receipts_file,
    sent_data,
    templated,
)
from yiwang.faces.video.public import video_cards
from yiwang.foundations.audit.public import access_record
from yiwang.foundations.files.public import file_read
from yiwang.foundations.people.public import colleagues, party_names
from yiwang.kernel.actor import Actor
from yiwang.kernel.counting import whole_number
from yiwang.nets.collaboration.desk.domain.lines import clock_left, held_tasks, time_left
from yiwang.nets.collaboration.desk.domain.slices import slice_page
from yiwang.web.requests import ActedRequest

from .follow import back_to, follow_card
from .gate import staff_only
from .hanging import linked_lines, routing_lines
from .naming import holder_words

PURPOSE = 200


@require_GET
@staff_only
def case(request: ActedRequest, number: str) -> HttpResponse:
    """The page of one case."""
    return _page(request, number)


def case_of(request: ActedRequest, number: str, to: str = "read") -> Any:
    """The case of an address, or the answer that there is none for this hat."""
    try:
        return access_case(request.actor, number, to)
    except CaseNotFound as error:
        raise Http404(str(error)) from error


def _opened(request: ActedRequest, number: str) -> tuple[Any, list[Any]]:
    """The case of an address and all its matter's cases that this hat may see."""
    try:
        return access_matter(request.actor, number)
    except CaseNotFound as error:
        raise Http404(str(error)) from error


def _page(
    request: ActedRequest,
    number: str,
    *,
    error: str = "",
    tried: str = "",
    sent: Mapping[str, Any] | None = None,
    wrong: Mapping[str, str] | None = None,
) -> HttpResponse:
    now, actor = timezone.now(), request.actor
    held, whole = _opened(request, number)
    page = matter_page(actor, [held], now, whole)
    times = page.timelines[held.id]
    looked = case_looked(actor, held.id, last_seq([times]), now) if request.method == "GET" else None
    lines = case_lines(times, looked.seq if looked else None)
    links = partial(_act_address, held.number)
    if named := request.GET.get("template", ""):
        tried, sent = templated(page.acts[held.id], named, {"number": held.number, "title": held.title})
    forms = act_forms(page.acts[held.id], links, tried, sent, wrong, partial(unit_choices, actor, held))
    names = party_names(actor, [held.party_id] if held.party_id else [])
    context = {
        "case": held,
        "state_label": times.state,
        "light": held.light(now),
        "applicant": names.get(held.party_id, ""),
        "light_why": time_left(held.due_at, held.paused, now),
        "slice": slice_page(held.data),
        "pages": case_pages_of(held.type, held.data, actor),
        "papers": case_papers(held.id),
        "acts": forms,
        "timeline": lines,
        "looked": looked,
        "changes": sum(line.fresh for line in lines),
        "clocks": [_clock(line, now) for line in times.clocks],
        "siblings": _siblings(held, whole, page.units, now),
        "externals": external_lines(actor, held.id),
        "proposals": routing_lines(actor, held, page.acts[held.id], now),
        "linked": linked_lines(actor, page.matter.cases[held.id], now),
        **_at_work(actor, held, page, now),
        "follow": follow_card(actor, held.id, held.type, now),
        "videos": video_cards(actor, held.root_id, [held.id]),
        "error": error,
        "wrong": [w for form in forms if form.open for w in form.widgets if w.error],
    }
    return render(request, "desk/case.html", context)


def _act_address(number: str, act: str) -> str:
    return reverse("desk:act", args=[number, act])


def _at_work(actor: Actor, held: Any, page: MatterPage, now: datetime) -> dict[str, Any]:
    """Who has its tasks, whom they may be given to, what those at work said, and what the other units will ask."""
    times = page.timelines[held.id]
    assigns = bool(times.tasks) and actor.has(MAY_ASSIGN)
    others = colleagues(actor.own_units, now) if assigns else []
    joins = held.is_open and held.parent_id is not None
    return {
        "holders": held_tasks(times, actor, holder_words(times.tasks), others),
        "opinions": [entry for entry in times.entries if entry.act == OPINION],
        "may_opine": held.is_open and not (actor.whole_city or actor.watched),
        "joint": page.joint[held.id] if joins else [],
    }


def _clock(line: Any, now: Any) -> dict[str, Any]:
    left = clock_left(line.state, line.due_at, now)
    return {
        "label": line.label,
        "limit": line.limit,
        "source": line.source,
        "light": line.light,
        "left": left,
        "due_at": line.due_at,
        "provisional": line.provisional,
    }


def _siblings(held: Any, whole: Any, units: Mapping[str, str], now: Any) -> list[dict[str, Any]]:
    """The other cases of the matter as far as this hat may see them: state and unit, never their contents."""
    others = [one for one in whole if one.parent_id]
    words = case_words(others, now)
    return [
        {
            "title": one.title,
            "unit": units.get(one.owner_unit_id, ""),
            "state_label": words[one.id].label,
            "light": one.light(now),
            "current": one.id == held.id,
        }
        for one in others
    ]


@require_POST
@staff_only
def act(request: ActedRequest, number: str, act: str) -> HttpResponse:
    """Do an act; what is wrong is said beside its field, and nothing is half done."""
    held, now = case_of(request, number), timezone.now()
    acts = matter_acts_for(request.actor, [held.id], now)[held.id]
    chosen = next((one for one in acts if one.id == act), None)
    if chosen is None:
        raise Http404
    data = sent_data(chosen, request.POST)
    try:
        case_move(
            actor=request.actor, case_id=held.id, act=act, data=data, now=now, version=_version(request)
        )
    except CaseRefused as error:
        wrong = getattr(error.refusal, "fields", {}) or {}
        return _page(request, number, error=str(error), tried=act, sent=data, wrong=wrong)
    messages.success(request, _("“{0}”已办。").format(chosen.label))
    return redirect(back_to(request.actor, number, "desk:inbox"))


def _version(request: ActedRequest) -> int | None:
    return whole_number(request.POST.get("version", ""))


@require_GET
@staff_only
def file(request: ActedRequest, number: str, file_id: UUID) -> FileResponse:
    """A material of this case's slice; that it was opened is logged where the person can see it."""
    held = case_of(request, number)
    label = slice_files(held.data).get(str(file_id))
    if label is None:
        raise Http404
    data = BytesIO(file_read(request.actor, file_id))
    if held.party_id:
        purpose = _("办理 {0}").format(held.number)
        access_record(request.actor, held.party_id, purpose, [label], now=timezone.now())
    return FileResponse(data, filename=f"{label}.pdf", content_type="application/pdf")


@require_GET
@staff_only
def paper(request: ActedRequest, number: str, file_id: UUID) -> FileResponse:
    """A legal paper that was made of an act on this case."""
    made = next((one for one in case_papers(case_of(request, number).id) if one.file_id == file_id), None)
    if made is None:
        raise Http404
    data = BytesIO(file_read(request.actor, file_id))
    return FileResponse(data, filename=f"{made.title}.pdf", content_type="application/pdf")


@require_http_methods(["GET", "POST"])
@staff_only
def reveal(request: ActedRequest, number: str, key: str) -> HttpResponse:
    """A secret value in full, for a purpose that is logged."""
    held = case_of(request, number, to="act")
    field = next(
        (one for one in slice_fields(held.data.get("form") or {}) if one.key == key and one.secret), None
    )
    if field is None:
        raise Http404
    purpose = request.POST.get("purpose", "").strip()[:PURPOSE]
    value = slice_reveal(request.actor, held.id, [key], purpose).get(key, "") if purpose else ""
    error = _("请写明用途。") if request.method == "POST" and not purpose else ""
    widget = Widget(
        "purpose", _("用途"), hint=_("例如：核对营业执照上的经营者"), error=error, max_length=PURPOSE
    )
    context = {
        "label": field.label,
        "value": value,
        "widgets": [widget],
        "back": case_address(number),
    }
    return render(request, "desk/reveal.html", context)


@require_GET
@staff_only
def receipt(request: ActedRequest, number: str) -> HttpResponse:
    """What is public of a matter as receipts that prove themselves offline."""
    return receipts_file(case_receipts(request.actor, case_of(request, number).id))

"""What is brought by letter, visit or at a counter: the list of a unit, letter and receipt, marking it done."""

from datetime import date
from io import BytesIO
from uuid import UUID

from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yiwang.engines.cases.public import CaseNotFound, access_case
from yiwang.foundations.audit.public import access_record
from yiwang.foundations.files.public import file_read
from yiwang.foundations.notices.public import (
    WAYS,
    Served,
    Serving,
    access_serving,
    serves,
    serving_done,
    servings_visible_to,
)
from yiwang.foundations.organisations.public import unit_get
from yiwang.foundations.papers.public import paper_render
from yiwang.kernel.counting import whole_number
from yiwang.nets.collaboration.fulfilment.domain.serving import (
    address_in,
    letter_data,
    receipt_data,
    serving_row,
)
from yiwang.web.requests import ActedRequest

from .gate import done, staff_only

PAGE, FURTHEST = 50, 99_999
TABS = {"open": "waiting", "done": "served"}
LETTER, RECEIPT = "serving_letter", "delivery_receipt"
"""Papers that every pack has for what goes by letter."""


@require_GET
@staff_only
def servings(request: ActedRequest) -> HttpResponse:
    """What waits to be brought to somebody, or was; oldest first, by number of a case."""
    tab, query = request.GET.get("tab", "open"), request.GET.get("q", "").strip()[:40]
    tab = tab if tab in TABS else "open"
    rows = servings_visible_to(request.actor).filter(state=TABS[tab])
    rows = rows.filter(number=query) if query else rows
    page = _page(request.GET.get("page", ""))
    held = list(rows[page * PAGE : (page + 1) * PAGE + 1])
    context = {
        "rows": [serving_row(one, _mine(request, one)) for one in held[:PAGE]], "tab": tab, "query": query,
        "next": page + 1 if len(held) > PAGE else "", "ways": WAYS.items(), "today": timezone.localdate(),
    }  # fmt: skip
    return render(request, "fulfilment/servings.html", context)


def _page(text: str) -> int:
    return whole_number(text, FURTHEST) or 0


def _mine(request: ActedRequest, serving: Serving) -> bool:
    return serves(request.actor) and serving.unit_id in request.actor.own_units


@require_GET
@staff_only
def letter(request: ActedRequest, serving_id: UUID) -> FileResponse:
    """The letter to print, with the address of the application; that it was looked up is logged."""
    serving = access_serving(request.actor, serving_id)
    unit = unit_get(serving.unit_id)
    phone, name = (unit.body.phone, unit.body.name) if unit else ("", "—")
    data = letter_data(serving, name, phone, _address(request, serving), timezone.localdate())
    return _pdf(paper_render(LETTER, data), _("信函 {0}").format(serving.title))


def _address(request: ActedRequest, serving: Serving) -> str:
    """Where to write to, as far as the case is this hat's to see."""
    try:
        case = access_case(request.actor, serving.number) if serving.number else None
    except CaseNotFound:
        return ""
    address = address_in(case.data.get("form") or {}) if case else ""
    if address:
        purpose = _("寄送“{0}”").format(serving.title)
        access_record(request.actor, serving.party_id, purpose, [_("地址")], now=timezone.now())
    return address


@require_GET
@staff_only
def receipt(request: ActedRequest, serving_id: UUID) -> FileResponse:
    """The receipt (送达回证): to be signed by hand, or as it was recorded."""
    serving = access_serving(request.actor, serving_id)
    unit = unit_get(serving.unit_id)
    data = receipt_data(serving, unit.body.name if unit else "—", timezone.localdate())
    return _pdf(paper_render(RECEIPT, data), _("送达回证 {0}").format(serving.title))


@require_GET
@staff_only
def paper(request: ActedRequest, serving_id: UUID) -> FileResponse:
    """The paper itself, to print and enclose."""
    serving = access_serving(request.actor, serving_id)
    if serving.file_id is None:
        raise Http404
    return _pdf(file_read(request.actor, serving.file_id), serving.title)


def _pdf(data: bytes, name: str) -> FileResponse:
    return FileResponse(BytesIO(data), filename=f"{name}.pdf", content_type="application/pdf")


@require_POST
@staff_only
def mark(request: ActedRequest, serving_id: UUID) -> HttpResponse:
    """Record how it was brought, or that it did not arrive."""
    said, arrived = request.POST, request.POST.get("arrived", "1") == "1"
    served = Served(
        said.get("way", ""),
        _date(said.get("on", "")),
        said.get("receiver", ""),
        said.get("note", ""),
        arrived,
    )
    sentence = _("已记下送达。") if arrived else _("已记下没有送到，仍留在这里。")
    done(request, lambda: serving_done(request.actor, serving_id, served, now=timezone.now()), sentence)
    return redirect("fulfilment:servings")


def _date(text: str) -> date | None:
    try:
        return date.fromisoformat(text)
    except ValueError:
        return None

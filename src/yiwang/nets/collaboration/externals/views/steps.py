"""Steps in other systems: the list, asking now, and the buttons of the hand-over card."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from yiwang.engines.externals.public import (
    PARTNERS,
    ExternalRefused,
    access_external,
    card_answer,
    card_copy,
    card_number,
    file_systems,
    may_exchange,
    runs_last,
    step_ask,
    step_page,
    steps_troubled,
    systems,
)
from yiwang.faces.external.public import all_told_again, external_line, refusing, told_again, untold_lines
from yiwang.faces.matter.public import case_address
from yiwang.kernel.ids import uuid_of
from yiwang.web.requests import ActedRequest

from ..selectors import partner_lines
from .gate import REFUSED, done, staff_only

PAGE = 50
TABS = {
    "unknown": ("unknown",), "waiting": ("waiting",), "sent": ("sent", "received"), "done": ("answered", "closed"),
}  # fmt: skip


@require_GET
@staff_only
def home(request: ActedRequest) -> HttpResponse:
    """What has no answer first; then what waits to go out, what is there, what is done."""
    actor, tab = request.actor, request.GET.get("tab", "unknown")
    tab = tab if tab in TABS else "unknown"
    rows = step_page(actor, states=TABS[tab], before=uuid_of(request.GET.get("before", "")), limit=PAGE)
    held = systems()
    context = {
        "lines": [external_line(one, actor) for one in rows],
        "next": rows[-1].id if len(rows) == PAGE else "",
        "tab": tab,
        "troubled": [external_line(one, actor) for one in steps_troubled(actor)],
        "partners": partner_lines(),
        "untold": untold_lines(actor, PARTNERS),
        "refusing": refusing(actor, PARTNERS),
        "files": list(file_systems()) if may_exchange(actor) else [],
        "runs": [(held[run.system].title, run) for run in runs_last() if run.system in held],
    }
    return render(request, "externals/home.html", context)


@require_POST
@staff_only
def ask(request: ActedRequest, step_id: UUID) -> HttpResponse:
    """Ask the other system now."""
    step = access_external(request.actor, step_id)
    try:
        is_news = step_ask(request.actor, step_id, now=timezone.now())
    except ExternalRefused as error:
        messages.error(request, str(error))
    else:
        messages.info(request, _("已收到对方的消息。") if is_news else _("对方还没有新的消息。"))
    return redirect(case_address(step.case_number))


@never_cache
@require_POST
@staff_only
def copy(request: ActedRequest, step_id: UUID, key: str) -> HttpResponse:
    """The value of one field, to be carried over; as JSON for the button, as a page for who has no script."""
    step = access_external(request.actor, step_id)
    back = case_address(step.case_number)
    wants_json = request.headers.get("Accept", "").startswith("application/json")
    try:
        with transaction.atomic():
            value = card_copy(request.actor, step_id, key, now=timezone.now())
    except REFUSED as error:
        if wants_json:
            return JsonResponse({"error": str(error)}, status=409)
        messages.error(request, str(error))
        return redirect(back)
    if wants_json:
        return JsonResponse({"value": value})
    return render(request, "externals/copied.html", {"value": value, "back": back})


@require_POST
@staff_only
def answer(request: ActedRequest, step_id: UUID) -> HttpResponse:
    """Number and result as the other system gave them; a number alone is kept until there is a result."""
    actor, posted, now = request.actor, request.POST, timezone.now()
    step = access_external(actor, step_id)
    number, word, note = (posted.get(name, "") for name in ("number", "word", "note"))
    if word:
        act, said = (
            lambda: card_answer(actor, step_id, number, word, note, now=now),
            _("结果已记回，办件已办到下一步。"),
        )
    else:
        act, said = lambda: card_number(actor, step_id, number, now=now), _("对方编号已记下，等结果。")
    done(request, act, said)
    return redirect(case_address(step.case_number))


@require_POST
@staff_only
def again(request: ActedRequest, told_id: int) -> HttpResponse:
    """Tell a partner again at once what it did not take."""
    told_again(request, told_id)
    return redirect("externals:home")


@require_POST
@staff_only
def all_again(request: ActedRequest) -> HttpResponse:
    """Tell a partner again all that it refused."""
    all_told_again(request, PARTNERS)
    return redirect("externals:home")

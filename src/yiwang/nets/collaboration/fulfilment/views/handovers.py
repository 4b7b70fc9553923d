"""Results to hand out: the list by case, the pick-up code, sending, what came back."""

from uuid import UUID

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_POST

from yiwang.engines.handovers.public import (
    Handing,
    HandoverRefused,
    access_handover,
    handover_again,
    handover_ask,
    handover_give,
    handover_page,
    handover_send,
    hands_out,
)
from yiwang.kernel.ids import uuid_of
from yiwang.nets.collaboration.fulfilment.domain.handing import handover_row
from yiwang.web.requests import ActedRequest

from .gate import done, staff_only

PAGE = 50
TABS = {"open": ("prepared", "sent", "returned", "lost"), "done": ("delivered",)}


@require_GET
@staff_only
def handovers(request: ActedRequest) -> HttpResponse:
    """What is to be handed out, or was; by number of a case or a hand-over."""
    tab = request.GET.get("tab", "open")
    tab, query = tab if tab in TABS else "open", request.GET.get("q", "").strip()[:40]
    before = uuid_of(request.GET.get("before", ""))
    rows = handover_page(request.actor, states=TABS[tab], number=query, before=before, limit=PAGE)
    context = {
        "rows": [handover_row(one, request.actor) for one in rows],
        "next": rows[-1].id if len(rows) == PAGE else "",
        "tab": tab, "query": query, "may": hands_out(request.actor),
    }  # fmt: skip
    return render(request, "fulfilment/handovers.html", context)


@require_POST
@staff_only
def send(request: ActedRequest, handover_id: UUID) -> HttpResponse:
    """Give it to the carrier."""
    said = _("已交运；承运单号稍后出现在这里，并告诉申请人。")
    done(request, lambda: handover_send(request.actor, handover_id, now=timezone.now()), said)
    return redirect("fulfilment:handovers")


@require_POST
@staff_only
def give(request: ActedRequest, handover_id: UUID) -> HttpResponse:
    """Hand it over at the counter. A wrong code counts, so what was written stays."""
    said = request.POST
    handing = Handing(
        said.get("code", "")[:20],
        said.get("receiver", ""),
        said.get("relation", "self"),
        said.get("checked") == "1",
    )
    try:
        with transaction.atomic():
            wrong = handover_give(request.actor, handover_id, handing, now=timezone.now())
    except HandoverRefused as error:
        wrong = str(error)
    if wrong:
        messages.error(request, wrong)
    else:
        messages.success(request, _("已送达，办件随即办结。"))
    return redirect("fulfilment:handovers")


@require_POST
@staff_only
def again(request: ActedRequest, handover_id: UUID) -> HttpResponse:
    """Make ready again what came back or was lost."""
    said = _("已备好，可以再次送达。")
    done(request, lambda: handover_again(request.actor, handover_id, now=timezone.now()), said)
    return redirect("fulfilment:handovers")


@require_POST
@staff_only
def ask(request: ActedRequest, handover_id: UUID) -> HttpResponse:
    """Have the carrier asked what became of it."""
    verdict = handover_ask(access_handover(request.actor, handover_id), timezone.now())
    messages.info(request, _("已收到承运人的答复。") if verdict else _("承运人还没有新的消息。"))
    return redirect("fulfilment:handovers")

"""How I get my results: the choice until they are out, and the way of each afterwards."""

from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yiwang.engines.cases.public import access_case
from yiwang.engines.handovers.public import (
    HandoverRefused,
    cases_to_choose_for,
    handovers_of,
    ways_open,
    wish_of,
    wish_save,
)
from yiwang.engines.handovers.pure import CARRIED, PACES, WAYS
from yiwang.faces.elements.public import Option, Widget
from yiwang.faces.handover.public import handover_card
from yiwang.web.requests import ActedRequest

from .gate import citizen_only

FIELDS = ("way", "pace", "address", "place")


@require_http_methods(["GET", "POST"])
@citizen_only
def delivery(request: ActedRequest, number: str) -> HttpResponse:
    """Choose, or see where things are."""
    root, now = access_case(request.actor, number), timezone.now()
    sent = {key: request.POST.get(key, "") for key in FIELDS} if request.method == "POST" else {}
    error = _saved(request, root.root_id, sent) if sent else ""
    if sent and not error:
        messages.success(request, _("领取方式已经记下。"))
        return redirect("portal:delivery", number)
    open_ = bool(cases_to_choose_for(request.actor, root.root_id, now))
    context = {
        "case": root,
        "widgets": _widgets(request, root.root_id, sent) if open_ else [],
        "error": error,
        "handovers": [handover_card(one, own=True) for one in handovers_of(request.actor, root.root_id)],
    }
    return render(request, "portal/delivery.html", context)


def _saved(request: ActedRequest, root_id: Any, sent: dict[str, str]) -> str:
    """Keep the choice whole or not at all; the sentence if it could not be done."""
    try:
        with transaction.atomic():
            wish_save(request.actor, root_id, sent, now=timezone.now())
    except HandoverRefused as error:
        return str(error)
    return ""


def _widgets(request: ActedRequest, root_id: Any, sent: dict[str, str]) -> list[Widget]:
    wish = wish_of(request.actor, root_id)
    held = sent or {key: getattr(wish, key, "") for key in FIELDS}
    ways = {key: word for key, word in WAYS.items() if key not in CARRIED or key in ways_open()}
    return [
        _choice("way", _("怎样领取"), ways, held),
        _choice("pace", _("几个结果一起领吗"), PACES, held),
        Widget("address", _("收件地址"), "text", held["address"], max_length=200,
               hint=_("选“邮寄”时填；只交给承运人使用")),
        Widget("place", _("哪一处寄件柜"), "text", held["place"], hint=_("选“政务寄件柜”时填"), max_length=60),
    ]  # fmt: skip


def _choice(name: str, label: str, options: Any, held: dict[str, str]) -> Widget:
    chosen = held[name]
    told = tuple(Option(key, _(word), chosen=key == chosen) for key, word in options.items())
    return Widget(name, label, "choice", chosen, options=told, required=True)

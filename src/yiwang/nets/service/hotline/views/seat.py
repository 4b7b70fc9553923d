"""The seat: one screen for one call, by keyboard alone. Who calls, what, where, and how it goes on."""

from typing import Any
from uuid import UUID, uuid4

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yiwang.engines.cases.public import CaseRefused, KeyReused, OpeningError
from yiwang.kernel.ids import uuid_of
from yiwang.web.requests import ActedRequest

from ..domain.demand import Demand
from ..domain.errors import HotlineRefused
from ..policies import SEAT
from ..selectors.phone import phone_of
from ..selectors.progress import progress_of
from ..selectors.rules import limits_of, rules_in_force
from ..selectors.seat import bodies_named, earlier_demands, places_named
from ..services.opening import Taken
from ..services.phone import demand_of_call, phone_of_call
from ..services.taking import Outcome
from .gate import for_staff
from .reading import demand_read


@require_http_methods(["GET", "POST"])
@for_staff(SEAT)
def seat(request: ActedRequest) -> HttpResponseBase:
    """Take a call. What was typed stays where it is until it is right."""
    if request.method != "POST":
        return fresh_sheet(request, uuid_of(request.GET.get("call", "")))
    call = uuid_of(request.POST.get("call", ""))
    try:
        demand, outcome = demand_read(request, "phone"), _outcome(request)
        taken = demand_of_call(request.actor, demand, outcome, call, now=timezone.now())
    except HotlineRefused as refused:
        return sheet(request, request.POST.dict(), str(refused), refused.field)
    except (CaseRefused, KeyReused, OpeningError) as refused:
        return sheet(request, request.POST.dict(), str(refused))
    return _read_out(request, taken, demand, outcome)


def fresh_sheet(request: ActedRequest, call_id: UUID | None) -> HttpResponseBase:
    """An empty sheet; about a call, with its line and what its number demanded before."""
    now, held = timezone.now(), {"key": str(uuid4()), "line": "citizen", "how": "order"}
    phone = phone_of(request.actor, call_id, now)
    if phone is None or phone.call is None:
        return sheet(request, held, phone=phone)
    held |= {"call": str(phone.call.call.id), "line": phone.call.call.line or "citizen"}
    held["purpose"] = _("来电人问自己的办件进展")
    try:
        number = phone_of_call(request.actor, phone.call.call.id)
        rows = earlier_demands(request.actor, number, now=now) if number else None
    except HotlineRefused as refused:
        return sheet(request, held, str(refused), phone=phone)
    return sheet(request, held, phone=phone, rows=rows)


@require_POST
@for_staff(SEAT)
def earlier(request: ActedRequest) -> HttpResponseBase:
    """What the same phone demanded before; the phone never stands in an address."""
    phone, rows, error = request.POST.get("phone", "")[:40], None, ""
    call = uuid_of(request.POST.get("call", ""))
    try:
        phone = phone or (phone_of_call(request.actor, call) if call else "")
        rows = earlier_demands(request.actor, phone, now=timezone.now())
    except HotlineRefused as refused:
        error = str(refused)
    held = {"key": str(uuid4()), "line": "citizen", "how": "order", **request.POST.dict()}
    return sheet(request, held, error, "phone" if error else "", rows=rows)


def sheet(
    request: ActedRequest, held: dict[str, Any], error: str = "", field: str = "", **more: Any
) -> HttpResponseBase:
    """The whole sheet with what was typed, and what stands beside it: ``more``, with the telephone if it was read."""
    try:
        rules = rules_in_force()
    except HotlineRefused as refused:
        return render(request, "hotline/gone.html", {"sentence": str(refused)}, status=404)
    day = timezone.localdate()
    types = [
        (key, one, limits_of(one, urgent=False, day=day).get("handling")) for key, one in rules.types.items()
    ]
    if "phone" not in more:
        more["phone"] = phone_of(request.actor, uuid_of(held.get("call", "")), timezone.now())
    context = {"rules": rules, "types": types, "places": places_named(), "bodies": bodies_named(), "held": held,
               "error": error, "field": field, **more}  # fmt: skip
    return render(request, "hotline/seat.html", context)


def _outcome(request: ActedRequest) -> Outcome:
    post = request.POST
    version, into = uuid_of(post.get("version", "")), post.get("into", "")[:60]
    return Outcome(post.get("how", ""), post.get("reply", "")[:5000], post.get("ground", ""), version, into)


def _read_out(request: ActedRequest, taken: Taken, demand: Demand, outcome: Outcome) -> HttpResponseBase:
    """The number to be read out, and by when; the right channel where it was not accepted."""
    ground = rules_in_force().not_accepted.get(outcome.ground) if outcome.how == "not_accept" else None
    found = progress_of(taken.ask_number, timezone.now())
    call = uuid_of(request.POST.get("call", ""))
    context = {"taken": taken, "found": found, "ground": ground, "silent": demand.caller.anonymous,
               "phone": phone_of(request.actor, call, timezone.now())}  # fmt: skip
    return render(request, "hotline/read_out.html", context)

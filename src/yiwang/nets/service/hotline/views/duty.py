"""Who is on duty now, for whom dispatches at night: names with masked numbers, a number for a purpose."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yiwang.foundations.calendars.public import calendar_current
from yiwang.foundations.people.public import PurposeMissing
from yiwang.foundations.rotas.public import CALL, RotaRefused, duty_now, duty_phone
from yiwang.kernel.ids import uuid_of
from yiwang.web.requests import ActedRequest

from ..policies import DISPATCH, REPORT, SEAT
from .gate import for_staff


@require_http_methods(["GET", "POST"])
@for_staff(SEAT, DISPATCH, REPORT)
def duty(request: ActedRequest) -> HttpResponseBase:
    """Everybody on duty now; with ``HX-Request`` the list alone, which stands beside the seat."""
    now, words = timezone.now(), " ".join(request.GET.get("q", "").split())[:60]
    rows = [row for row in duty_now(now) if words in f"{row.unit_name} {row.post}"]
    context: dict[str, Any] = {"rows": rows, "off": calendar_current().is_off(now), "q": words}
    if request.headers.get("HX-Request"):
        return render(request, "hotline/duty_list.html", context)
    context["calls"] = request.actor.has(CALL)
    if request.method == "POST":
        context |= _called(request)
    return render(request, "hotline/duty.html", context)


def _called(request: ActedRequest) -> dict[str, Any]:
    shift, purpose = uuid_of(request.POST.get("shift", "")), request.POST.get("purpose", "")
    held = {"shift": shift, "purpose": purpose[:200]}
    try:
        if shift is None:
            raise RotaRefused("请选要打给谁。")
        return {**held, "phone": duty_phone(request.actor, shift, purpose, now=timezone.now())}
    except (RotaRefused, PurposeMissing) as refused:
        return {**held, "error": str(refused), "field": "purpose"}

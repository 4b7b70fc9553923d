"""A demand told by whoever has one, signed in or not: with a place, pictures, and as much of oneself as one likes."""

from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from yiwang.engines.cases.public import KeyReused, OpeningError
from yiwang.foundations.files.public import FileRefusedError
from yiwang.web.requests import ActedRequest, address_of

from ..domain.errors import HotlineRefused
from ..selectors.progress import progress_of
from ..selectors.rules import rules_in_force
from ..selectors.seat import bodies_named, places_named
from ..services.opening import BY_PEOPLE
from ..services.telling import demand_tell
from .gate import for_everybody
from .reading import demand_read

MEGA = 1_000_000
MICROPHONE = ("microphone=()", "microphone=(self)")
"""Closed on every other page."""

PHOTOS_AT_ONCE = 12
"""More pictures than that are not even read; how many may go along, the rules say."""


@require_http_methods(["GET", "POST"])
@for_everybody
def tell(request: ActedRequest) -> HttpResponseBase:
    """Tell the hotline something. What was typed stays where it is until it is right."""
    try:
        rules_in_force()
        if request.method != "POST":
            return _form(request, {"key": str(uuid4())})
        return _told(request)
    except HotlineRefused as refused:
        return _form(request, request.POST.dict(), str(refused), refused.field)
    except (FileRefusedError, KeyReused, OpeningError) as refused:
        field = "photos" if isinstance(refused, FileRefusedError) else ""
        return _form(request, request.POST.dict(), str(refused), field)


def _told(request: ActedRequest) -> HttpResponseBase:
    _only_people(request)
    demand = demand_read(request, BY_PEOPLE)
    photos = [file.read() for file in request.FILES.getlist("photos")[:PHOTOS_AT_ONCE]]
    now, address = timezone.now(), address_of(request)
    taken = demand_tell(
        request.actor, demand, photos=photos, voices=_voices(request), address=address, now=now
    )
    found = progress_of(taken.ask_number, now)
    context = {
        "taken": taken,
        "found": found,
        "silent": demand.caller.anonymous,
        "phone": demand.caller.phone,
    }
    return render(request, "hotline/told.html", context)


def _voices(request: ActedRequest) -> list[bytes]:
    """What was said; of a file that is too large no more than tells that it is, of too many one more than may be."""
    held = rules_in_force().voice
    most = int(held.largest.value * MEGA) + 1 if held else 1
    count = int(held.notes.value) + 1 if held else 1
    return [file.read(most) for file in request.FILES.getlist("voice")[:count]]


def _only_people(request: ActedRequest) -> None:
    if request.actor.audience == "staff":
        raise HotlineRefused(_("您现在是工作人员身份。自己有诉求，请用个人身份；代人登记，请用“来电”页。"))


def _form(request: ActedRequest, held: dict[str, Any], error: str = "", field: str = "") -> HttpResponseBase:
    try:
        rules = rules_in_force()
    except HotlineRefused as refused:
        return render(request, "hotline/gone.html", {"sentence": str(refused)}, status=404)
    urgent = [one for one in rules.not_accepted.values() if one.urgent]
    context = {"rules": rules, "urgent": urgent, "places": places_named(), "bodies": bodies_named(), "held": held,
               "error": error, "field": field}  # fmt: skip
    answer = render(request, "hotline/tell.html", context)
    answer.headers["Permissions-Policy"] = settings.PERMISSIONS_POLICY.replace(*MICROPHONE)
    return answer

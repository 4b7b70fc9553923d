"""Asking for mediation: from one's own phone, or taken at a desk by a cadre."""

from typing import Any
from uuid import uuid4

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.views.decorators.http import require_http_methods

from yiwang.engines.cases.public import KeyReused, OpeningError
from yiwang.kernel.ids import uuid_of
from yiwang.web.requests import ActedRequest

from ..domain.asking import Asking, Side
from ..domain.errors import MediationRefused
from ..policies import TAKE
from ..pure import MediationRules
from ..selectors.choosing import Choice, choices_for
from ..selectors.rules import places_named, rules_in_force
from ..services.asking import BY_PEOPLE, Asked, mediation_ask
from .gate import for_citizens, for_staff

LONGEST = 5000
SHOW = "mediators"
"""The button that lists mediators; nothing is sent by it."""


@require_http_methods(["GET", "POST"])
@for_citizens
def ask(request: ActedRequest) -> HttpResponseBase:
    """One's own request, on one page."""
    return _asked(request, desk=False)


@require_http_methods(["GET", "POST"])
@for_staff(TAKE)
def take(request: ActedRequest) -> HttpResponseBase:
    """A request taken for who sits at the desk; whoever takes it need not see it afterwards."""
    return _asked(request, desk=True)


def _asked(request: ActedRequest, *, desk: bool) -> HttpResponseBase:
    rules_in_force()
    first = {"key": str(uuid4()), "source": ""}
    if request.method != "POST":
        return _form(request, first, desk)
    if request.POST.get("do") == SHOW:
        return _form(request, request.POST.dict(), desk)
    try:
        made = mediation_ask(request.actor, _asking(request, desk), now=timezone.now())
    except MediationRefused as refused:
        return _form(request, request.POST.dict(), desk, str(refused), refused.field)
    except (KeyReused, OpeningError) as refused:
        return _form(request, request.POST.dict(), desk, str(refused))
    return _told(request, made, desk)


def _told(request: ActedRequest, made: Asked, desk: bool) -> HttpResponseBase:
    return render(request, "mediation/asked.html", {"made": made, "desk": desk})


def _form(
    request: ActedRequest, held: dict[str, Any], desk: bool, error: str = "", field: str = ""
) -> HttpResponseBase:
    rules = rules_in_force()
    context = {
        "rules": rules, "places": places_named(rules), "held": held, "desk": desk, "error": error, "field": field,
        "dangers": request.POST.getlist("dangers"),
        "choices": _choices(request, rules),
        "sources": [(key, word) for key, word in rules.sources.items() if key != BY_PEOPLE],
    }  # fmt: skip
    return render(request, "mediation/ask.html", context)


def _choices(request: ActedRequest, rules: MediationRules) -> list[Choice]:
    """The mediators from whom may be chosen, once a place is said; none before, nor where nobody mediates."""
    post = request.POST
    division = places_named(rules).get(post.get("place_of", "").strip())
    said = (post.get("type", ""), post.get("speech", ""))
    parties = request.actor.parties[:1] if request.actor.audience == "citizen" else ()
    try:
        return choices_for(rules, division, said, parties, now=timezone.now()) if division else []
    except MediationRefused:  # nobody mediates there: sending says so, beside what was typed
        return []


def _asking(request: ActedRequest, desk: bool) -> Asking:
    post = request.POST
    if uuid_of(post.get("key", "")) is None:
        raise MediationRefused("这一页打开得太久了，请重新打开再写一次。")
    return Asking(
        key=str(uuid_of(post["key"])), type=post.get("type", ""), words=post.get("words", "")[:LONGEST],
        division=_place(post.get("place_of", "")), place=post.get("place", "")[:400],
        own=Side(post.get("own_name", "")[:80], post.get("own_phone", "")[:40]),
        other=Side(post.get("other_name", "")[:80], post.get("other_phone", "")[:40]),
        language=post.get("speech", ""), source=post.get("source", "") if desk else BY_PEOPLE,
        dangers=tuple(post.getlist("dangers")), consents="consents" in post, chosen=post.get("chosen", "")[:200],
    )  # fmt: skip


def _place(said: str) -> str:
    """The code of a place that the list names; "" if nothing was said."""
    if not said.strip():
        return ""
    found = places_named(rules_in_force()).get(said.strip())
    if found is None:
        raise MediationRefused("请从列出的镇街、村（社区）中选一个。", "place_of")
    return found

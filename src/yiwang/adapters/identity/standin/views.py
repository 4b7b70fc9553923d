"""The stand-in's one page: who do you want to be? Every choice is labelled as a demo identity."""

from __future__ import annotations

from urllib.parse import urlencode

from django.conf import settings
from django.contrib.auth.decorators import login_not_required
from django.http import Http404, HttpRequest, HttpResponse, HttpResponseBadRequest, HttpResponseRedirect
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from yiwang.foundations.people.public import demo_people, demo_person

from .tokens import code_for

_WANTED = ("client_id", "redirect_uri", "state", "nonce", "code_challenge")


@login_not_required
@never_cache
@require_http_methods(["GET", "POST"])
def authorize(request: HttpRequest) -> HttpResponse:
    """Show the demo persons; send the one picked back to the client with a code."""
    if not settings.YIWANG_DEMO:
        raise Http404
    asked = {key: request.GET.get(key, "") for key in _WANTED}
    if asked["redirect_uri"] != request.build_absolute_uri(reverse("identity_callback")):
        return HttpResponseBadRequest("登录请求不完整，请从登录页重新开始。")
    if request.method == "POST":
        return _back(request, asked)
    people = [(one, [_represented(part.organisation) for part in one.represents]) for one in demo_people()]
    return render(request, "identity/authorize.html", {"people": people})


def _represented(organisation_id: str) -> str:
    held = demo_person(organisation_id)
    return held.name if held else organisation_id


def _back(request: HttpRequest, asked: dict[str, str]) -> HttpResponse:
    picked = request.POST.get("person", "")
    if picked not in {one.id for one in demo_people()}:
        answer = {"error": "access_denied", "state": asked["state"]}
    else:
        code = code_for(
            picked,
            client_id=asked["client_id"],
            redirect_uri=asked["redirect_uri"],
            nonce=asked["nonce"],
            challenge=asked["code_challenge"],
        )
        answer = {"code": code, "state": asked["state"]}
    return HttpResponseRedirect(f"{asked['redirect_uri']}?{urlencode(answer)}")

"""Who called, for a purpose. Reports: asked by one, agreed to by another, then shown once."""

from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_POST

from yiwang.engines.cases.public import CaseNotFound
from yiwang.foundations.people.public import PurposeMissing
from yiwang.kernel.ids import uuid_of
from yiwang.web.requests import ActedRequest

from ..domain.errors import HotlineRefused
from ..policies import HANDLE, IDENTITY
from ..selectors.looks import looks_waiting
from ..services.identity import caller_open, look_agree, look_ask, look_open
from .gate import for_staff

REFUSED = (CaseNotFound, HotlineRefused, PurposeMissing)


@require_http_methods(["GET", "POST"])
@for_staff(HANDLE, IDENTITY)
def caller(request: ActedRequest) -> HttpResponseBase:
    """Open who called, or ask to; the number and purpose are posted, so that neither stands in an address."""
    if request.method != "POST":
        return _page(request)
    post, now = request.POST, timezone.now()
    number, purpose = post.get("number", "").strip()[:60], post.get("purpose", "")
    look = uuid_of(post.get("look", ""))
    try:
        if post.get("do") == "ask":
            look_ask(request.actor, number, purpose, now=now)
            return _page(request, told=_("已申请。请另一位有权限的同事在这一页同意，然后由您查看。"))
        if look is not None:
            return _page(request, shown=look_open(request.actor, number, look, now=now))
        return _page(request, shown=caller_open(request.actor, number, purpose, now=now))
    except REFUSED as refused:
        return _page(request, error=str(refused))


@require_POST
@for_staff(IDENTITY)
def agree(request: ActedRequest) -> HttpResponseBase:
    """Agree that somebody else may know who reported."""
    number, look = request.POST.get("number", "").strip()[:60], uuid_of(request.POST.get("look", ""))
    try:
        if look is None:
            raise HotlineRefused("没有这个申请，请刷新后再看。")
        look_agree(request.actor, number, look, now=timezone.now())
    except REFUSED as refused:
        return _page(request, error=str(refused))
    return _page(request, told=_("已同意，并已记录。"))


def _page(request: ActedRequest, **more: Any) -> HttpResponseBase:
    held = {"number": request.POST.get("number", "")[:60], "purpose": request.POST.get("purpose", "")[:200]}
    looks = looks_waiting(request.actor, now=timezone.now())
    return render(request, "hotline/caller.html", {"held": held, "looks": looks, "field": "", **more})

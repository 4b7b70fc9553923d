"""Who may come in, and how refusals become pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate
from urllib.parse import urlencode

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yiwang.web.requests import ActedRequest

from ..policies import may

View = Callable[Concatenate[ActedRequest, ...], HttpResponseBase]


def for_everybody(view: View) -> View:
    """A page of the portal, signed in or not."""

    @wraps(view)
    def guarded(request: ActedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.area = "portal"
        return view(request, *args, **kwargs)

    return guarded


def for_staff(*words: str) -> Callable[[View], View]:
    """A page for staff hats with one of these permission words; strangers are sent to sign in."""

    def decorated(view: View) -> View:
        @wraps(view)
        def guarded(request: ActedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request.area = "hotline"
            if not request.user.is_authenticated:
                back = request.get_full_path() if request.method == "GET" else reverse("portal:home")
                return redirect(f"{reverse('people:sign-in')}?{urlencode({'next': back})}")
            if not may(request.actor, *words):
                sentence = _("您现在的岗位没有这一页的职责；请换一个岗位，或者请管理员核对。")
                return render(request, "403.html", {"sentence": sentence}, status=403)
            return view(request, *args, **kwargs)

        return guarded

    return decorated

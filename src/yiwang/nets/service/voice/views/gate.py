"""Who may come in, whence a request came, and how refusals become pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate
from urllib.parse import urlencode
from uuid import uuid4

from django.conf import settings
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yiwang.engines.cases.public import CaseNotFound
from yiwang.engines.ratings.public import NotForThisHat, rules_in_force
from yiwang.web.requests import ActedRequest, address_of

from ..domain.errors import VoiceRefused
from ..policies import may

View = Callable[Concatenate[ActedRequest, ...], HttpResponseBase]
DEVICE, SALT, WINDOW = "yiwang-device", "voice.device", "yiwang-window"


def for_everybody(view: View) -> View:
    """A page of the portal, signed in or not."""

    @wraps(view)
    def guarded(request: ActedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.area = "portal"
        return view(request, *args, **kwargs)

    return guarded


def for_citizens(view: View) -> View:
    """A page for people and organisations under a hat; strangers are sent to sign in."""

    @wraps(view)
    def guarded(request: ActedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return _sign_in(request)
        if request.actor.audience != "citizen":
            sentence = _("这里给市民和企业评价自己办的事。您现在是工作人员身份；请用个人身份登录。")
            return render(request, "403.html", {"sentence": sentence}, status=403)
        return _found(for_everybody(view), request, *args, **kwargs)

    return guarded


def for_staff(*words: str) -> Callable[[View], View]:
    """A page for staff hats with one of these permission words."""

    def decorated(view: View) -> View:
        @wraps(view)
        def guarded(request: ActedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                return _sign_in(request)
            if not may(*words)(request.actor):
                sentence = _("您现在的岗位没有这一页的职责；请换一个岗位，或者请管理员核对。")
                return render(request, "403.html", {"sentence": sentence}, status=403)
            return _found(view, request, *args, **kwargs)

        return guarded

    return decorated


def _sign_in(request: ActedRequest) -> HttpResponseBase:
    back = request.get_full_path() if request.method == "GET" else reverse("portal:home")
    return redirect(f"{reverse('people:sign-in')}?{urlencode({'next': back})}")


def _found(view: View, request: ActedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    try:
        return view(request, *args, **kwargs)
    except CaseNotFound as error:
        raise Http404(str(error)) from error
    except NotForThisHat as error:
        return render(request, "403.html", {"sentence": str(error)}, status=403)
    except VoiceRefused as error:
        return render(request, "voice/gone.html", {"sentence": str(error)}, status=404)


def device_of(request: ActedRequest) -> str:
    """The browser as it named itself when the page was opened; without that, its kind and address."""
    named = request.get_signed_cookie(DEVICE, default="", salt=SALT)
    return named or f"{request.META.get('HTTP_USER_AGENT', '')}|{address_of(request)}"


def device_keep(request: ActedRequest, response: HttpResponseBase) -> HttpResponseBase:
    """Name the browser by a random cookie, no longer than its hash is kept."""
    rules = rules_in_force()
    if rules is None or request.get_signed_cookie(DEVICE, default="", salt=SALT):
        return response
    response.set_signed_cookie(
        DEVICE, uuid4().hex, salt=SALT, max_age=rules.limits.trace_days.value * 86_400, httponly=True,
        samesite="Lax", secure=request.is_secure() and not settings.DEBUG,
    )  # fmt: skip
    return response

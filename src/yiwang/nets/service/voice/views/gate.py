"""Who may come in, whence a request came, and how refusals become pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any
from uuid import uuid4

from django.conf import settings
from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yiwang.engines.cases.public import CaseNotFound
from yiwang.engines.ratings.public import NotForThisHat, rules_in_force
from yiwang.kernel.actor import Actor
from yiwang.web.gates import SIGN_IN, View, gate, in_area, is_citizen, refused
from yiwang.web.requests import ActedRequest, address_of

from ..domain.errors import VoiceRefused
from ..policies import may

DEVICE, SALT, WINDOW = "yiwang-device", "voice.device", "yiwang-window"
HOME = "portal:home"

for_everybody = in_area("portal")
"""A page of the portal, signed in or not."""


def for_citizens(view: View) -> View:
    """A page for people and organisations under a hat; strangers are sent to sign in."""
    sentence = _("这里给市民和企业评价自己办的事。您现在是工作人员身份；请用个人身份登录。")
    return _let_in(is_citizen, sentence)(_told(for_everybody(view)))


def for_staff(*words: str) -> Callable[[View], View]:
    """A page for staff hats with one of these permission words."""
    sentence = _("您现在的岗位没有这一页的职责；请换一个岗位，或者请管理员核对。")
    return lambda view: _let_in(may(*words), sentence)(_told(view))


def _let_in(allowed: Callable[[Actor], bool], sentence: Promise) -> Callable[[View], View]:
    return gate(allowed, sentence, sign_in=SIGN_IN, missing=(CaseNotFound,), home=HOME)


def _told(view: View) -> View:
    """What is refused becomes a page that says so."""

    @wraps(view)
    def answered(request: ActedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except NotForThisHat as error:
            return refused(request, str(error))
        except VoiceRefused as error:
            return render(request, "voice/gone.html", {"sentence": str(error)}, status=404)

    return answered


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

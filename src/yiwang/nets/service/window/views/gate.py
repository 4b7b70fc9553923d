"""Who may come in: hats that serve people in presence, or citizens; and how refusals become sentences on the page."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate
from urllib.parse import urlencode

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yiwang.web.requests import ActedRequest

from ..policies import SERVE

View = Callable[Concatenate[ActedRequest, ...], HttpResponseBase]


def serving_only(view: View) -> View:
    """The view for hats that serve people in presence; strangers are sent to sign in, others are told."""

    @wraps(view)
    def guarded(request: ActedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")
        if request.actor.audience != "staff" or not request.actor.has(SERVE):
            return refused(request, _("这里给窗口和帮办人员用。请在右上角换成窗口岗位的身份。"))
        return view(request, *args, **kwargs)

    return guarded


def staff_only(view: View) -> View:
    """The view for every staff hat: papers come to desks that serve nobody in presence."""

    @wraps(view)
    def guarded(request: ActedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")
        if request.actor.audience != "staff":
            return refused(request, _("这里只给工作人员用。请在右上角换成您的岗位身份。"))
        return view(request, *args, **kwargs)

    return guarded


def citizens_only(view: View) -> View:
    """The view for people and organisations; strangers are sent to sign in, staff are told."""

    @wraps(view)
    def guarded(request: ActedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect(f"{reverse('people:sign-in')}?{urlencode({'next': request.get_full_path()})}")
        if request.actor.audience != "citizen":
            return refused(request, _("这里给市民和企业预约用。您现在是工作人员身份；请用个人身份登录。"))
        return view(request, *args, **kwargs)

    return guarded


def refused(request: ActedRequest, sentence: str) -> HttpResponseBase:
    """A page that says why one may not."""
    return render(request, "403.html", {"sentence": sentence}, status=403)

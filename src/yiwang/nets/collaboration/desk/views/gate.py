"""Who may come in: staff hats only; others are shown the way."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate
from urllib.parse import urlencode

from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yiwang.web.requests import ActedRequest

View = Callable[Concatenate[ActedRequest, ...], HttpResponseBase]


def staff_only(view: View) -> View:
    """The view for staff hats; strangers are sent to sign in, others are told."""

    @wraps(view)
    def guarded(request: ActedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")
        if request.actor.audience != "staff":
            sentence = _("工作台只给工作人员用。请在右上角换成您的岗位身份。")
            return render(request, "403.html", {"sentence": sentence}, status=403)
        return view(request, *args, **kwargs)

    return guarded

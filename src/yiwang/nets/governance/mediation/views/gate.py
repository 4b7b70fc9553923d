"""Who may come in, and how refusals become pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate
from urllib.parse import urlencode

from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yiwang.engines.cases.public import CaseNotFound
from yiwang.foundations.files.public import FileNotFoundForYouError
from yiwang.web.requests import ActedRequest

from ..domain.errors import MediationRefused
from ..policies import may

View = Callable[Concatenate[ActedRequest, ...], HttpResponseBase]


def for_citizens(view: View) -> View:
    """A page for people and organisations under a hat; strangers are sent to sign in."""

    @wraps(view)
    def guarded(request: ActedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        request.area = "portal"
        if not request.user.is_authenticated:
            return _sign_in(request)
        if request.actor.audience != "citizen":
            sentence = _("这里给当事人自己申请调解用。您现在是工作人员身份；替人登记请用“登记调解申请”。")
            return render(request, "403.html", {"sentence": sentence}, status=403)
        return _found(view, request, *args, **kwargs)

    return guarded


def for_staff(*words: str) -> Callable[[View], View]:
    """A page for staff hats with one of these permission words."""

    def decorated(view: View) -> View:
        @wraps(view)
        def guarded(request: ActedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request.area = "mediation"
            if not request.user.is_authenticated:
                return _sign_in(request)
            if not may(request.actor, *words):
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
    except (CaseNotFound, FileNotFoundForYouError) as error:
        raise Http404(str(error)) from error
    except MediationRefused as error:
        return render(request, "mediation/gone.html", {"sentence": str(error)}, status=404)

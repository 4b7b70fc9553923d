"""Who may come in: citizens and enterprises under a hat; and how errors of the engines become pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate
from urllib.parse import urlencode

from django.contrib import messages
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yiwang.engines.applications.public import DraftClosed, DraftNotFound, NotForThisHat, TargetUnknown
from yiwang.engines.cases.public import CaseNotFound
from yiwang.engines.licences.public import LicenceNotVisible
from yiwang.engines.video_sessions.public import VideoNotVisible
from yiwang.foundations.files.public import FileNotFoundForYouError
from yiwang.web.requests import ActedRequest

View = Callable[Concatenate[ActedRequest, ...], HttpResponseBase]
MISSING = (
    DraftNotFound,
    CaseNotFound,
    FileNotFoundForYouError,
    LicenceNotVisible,
    TargetUnknown,
    VideoNotVisible,
)
"""What one may not see and what is not there look the same from outside."""


def citizen_only(view: View) -> View:
    """The view for people and organisations; strangers are sent to sign in, staff are told."""

    @wraps(view)
    def guarded(request: ActedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect(f"{reverse('people:sign-in')}?{urlencode({'next': _way_back(request)})}")
        if request.actor.audience != "citizen":
            sentence = _("这里给市民和企业办事用。您现在是工作人员身份；请用个人身份登录。")
            return render(request, "403.html", {"sentence": sentence}, status=403)
        return _answered(view, request, *args, **kwargs)

    return guarded


def _way_back(request: ActedRequest) -> str:
    """Where to go on after signing in: a form cannot be sent again, so its page's own address."""
    return (
        request.get_full_path()
        if request.method == "GET"
        else str(request.POST.get("back", reverse("portal:home")))
    )


def _answered(view: View, request: ActedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
    try:
        return view(request, *args, **kwargs)
    except MISSING as error:
        raise Http404(str(error)) from error
    except DraftClosed as error:
        messages.info(request, str(error))
        return redirect("portal:cases")
    except NotForThisHat as error:
        return render(request, "403.html", {"sentence": str(error)}, status=403)

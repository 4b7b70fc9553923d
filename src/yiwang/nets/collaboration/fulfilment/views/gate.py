"""Who may come in: staff hats only; and how refusals of the engines become sentences on the page."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import Http404
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _

from yiwang.engines.handovers.public import HandoverNotVisible, HandoverRefused, NoCarrier
from yiwang.engines.payments.public import ChargeNotVisible, NoProvider, PaymentRefused
from yiwang.foundations.notices.public import ServingNotVisible, ServingRefused
from yiwang.web.requests import ActedRequest

View = Callable[Concatenate[ActedRequest, ...], HttpResponseBase]
MISSING = (ChargeNotVisible, HandoverNotVisible, ServingNotVisible)
REFUSED = (PaymentRefused, NoProvider, HandoverRefused, NoCarrier, ServingRefused)


def staff_only(view: View) -> View:
    """The view for staff hats; strangers are sent to sign in, others are told."""

    @wraps(view)
    def guarded(request: ActedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        if not request.user.is_authenticated:
            return redirect(f"{reverse('account_login')}?{urlencode({'next': request.get_full_path()})}")
        if request.actor.audience != "staff":
            sentence = _("这里只给工作人员用。请在右上角换成您的岗位身份。")
            return render(request, "403.html", {"sentence": sentence}, status=403)
        request.area = "desk"
        try:
            return view(request, *args, **kwargs)
        except MISSING as error:
            raise Http404(str(error)) from error

    return guarded


def done(request: ActedRequest, act: Callable[[], object], said: str) -> bool:
    """Do an act, whole or not at all, and say on the next page that it is done, or why it was refused."""
    try:
        with transaction.atomic():
            act()
    except REFUSED as error:
        messages.error(request, str(error))
        return False
    messages.success(request, said)
    return True

"""Who may come in, and how refusals become pages."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http.response import HttpResponseBase
from django.shortcuts import render
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from yiwang.engines.cases.public import CaseNotFound
from yiwang.foundations.files.public import FileNotFoundForYouError
from yiwang.kernel.actor import Actor
from yiwang.web.gates import SIGN_IN, View, gate, in_area, is_citizen
from yiwang.web.requests import ActedRequest

from ..domain.errors import MediationRefused
from ..policies import may

MISSING, HOME = (CaseNotFound, FileNotFoundForYouError), "portal:home"


def for_citizens(view: View) -> View:
    """A page for people and organisations under a hat; strangers are sent to sign in."""
    sentence = _("这里给当事人自己申请调解用。您现在是工作人员身份；替人登记请用“登记调解申请”。")
    return in_area("portal")(_let_in(is_citizen, sentence)(_told(view)))


def for_staff(*words: str) -> Callable[[View], View]:
    """A page for staff hats with one of these permission words."""

    def allowed(actor: Actor) -> bool:
        return may(actor, *words)

    sentence = _("您现在的岗位没有这一页的职责；请换一个岗位，或者请管理员核对。")
    return lambda view: in_area("mediation")(_let_in(allowed, sentence)(_told(view)))


def _let_in(allowed: Callable[[Actor], bool], sentence: Promise) -> Callable[[View], View]:
    return gate(allowed, sentence, sign_in=SIGN_IN, missing=MISSING, home=HOME)


def _told(view: View) -> View:
    """What mediation refuses becomes a page that says so."""

    @wraps(view)
    def answered(request: ActedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
        try:
            return view(request, *args, **kwargs)
        except MediationRefused as error:
            return render(request, "mediation/gone.html", {"sentence": str(error)}, status=404)

    return answered

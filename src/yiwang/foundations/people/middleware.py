"""Who is acting in this request: the account signed in under the hat chosen; idle sessions end here."""

from __future__ import annotations

import time
from collections.abc import Callable
from datetime import timedelta

from allauth.mfa.utils import is_mfa_enabled
from django.conf import settings
from django.contrib import messages
from django.contrib.auth import logout
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils import timezone
from django.utils.translation import gettext as _

from yiwang.kernel.actor import PUBLIC, Actor

from .models import Account
from .pure import EMERGENCY, HAT, HatChoice
from .selectors.hats import bare_actor, hats_of
from .services.landing import LANDING, landing_shut

SEEN, SECOND = "seen", "second_factor"
_FREE = ("/accounts/", "/identity/", "/static/", "/.well-known/")
_SAFE = ("GET", "HEAD", "OPTIONS")


class ActorMiddleware:
    """Sets ``request.actor`` and ``request.hats``; must stand after authentication and before the scope."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find the actor; where something must be done first, send the account there."""
        return self._detour(request) or _landed(request, self.get_response(request))

    def _detour(self, request: HttpRequest) -> HttpResponse | None:
        request.actor, request.hats = PUBLIC, []  # type: ignore[attr-defined]
        if not request.user.is_authenticated:
            return None
        if self._is_idle(request):
            logout(request)
            return redirect("people:sign-in")
        account = request.user
        assert isinstance(account, Account)  # noqa: S101 - AUTH_USER_MODEL
        return self._wear(request, account) or self._prove(request, account)

    def _is_idle(self, request: HttpRequest) -> bool:
        """Whether nothing came for too long; the moment is written at most once a minute."""
        now, seen = time.time(), float(request.session.get(SEEN, 0))
        if not seen or now - seen > 60:
            request.session[SEEN] = now
        return bool(seen) and now - seen > settings.YIWANG_IDLE_MINUTES * 60

    def _wear(self, request: HttpRequest, account: Account) -> HttpResponse | None:
        """Put the chosen hat on. A hat lost since is never silently exchanged for another under a write."""
        choices = hats_of(account)
        chosen = request.session.get(HAT)
        worn = _worn(choices, chosen)
        if chosen and (worn is None or worn.key != chosen):
            request.session.pop(HAT, None)
            if chosen.startswith(f"{EMERGENCY}:"):
                messages.warning(request, "应急查看已经结束，现在回到您自己的岗位。")
            if request.method not in _SAFE and not request.path_info.startswith(_FREE):
                return redirect("people:hat")
        request.hats = choices  # type: ignore[attr-defined]
        request.actor = worn.actor if worn else bare_actor(account)  # type: ignore[attr-defined]
        return None

    def _prove(self, request: HttpRequest, account: Account) -> HttpResponse | None:
        """Staff need a second factor and a fresh password; demo accounts are labelled and need neither."""
        free = request.path_info.startswith(_FREE)
        if not account.is_staff_account or free or (account.is_demo and settings.YIWANG_DEMO):
            return None
        if not _has_second_factor(request, account):
            return redirect("mfa_index")
        return redirect("account_change_password") if _is_old(account) else None


def _landed(request: HttpRequest, response: HttpResponse) -> HttpResponse:
    """After a change of hats, a page that the new hat cannot open becomes its own front page with the reason.

    One sentence for what is not there, not allowed and not to be opened so: it never tells which of them it is.
    """
    if LANDING not in request.session or request.method != "GET" or "HX-Request" in request.headers:
        return response
    if not landing_shut(request.session, request.get_full_path(), response.status_code):
        return response
    actor: Actor = request.actor  # type: ignore[attr-defined]
    sentence = _("您已换成“{0}”。刚才那一页用这个身份打不开，所以先到这个身份的首页。")
    messages.info(request, sentence.format(actor.hat_label))
    return redirect(home_of(actor))


def home_of(actor: Actor) -> str:
    """The front page of a hat."""
    return settings.YIWANG_STAFF_HOME if actor.audience == "staff" else "/"


def _worn(choices: list[HatChoice], chosen: str | None) -> HatChoice | None:
    found = next((choice for choice in choices if choice.key == chosen), None)
    return found or (choices[0] if choices else None)


def _has_second_factor(request: HttpRequest, account: Account) -> bool:
    if request.session.get(SECOND) != str(account.pk) and is_mfa_enabled(account):
        request.session[SECOND] = str(account.pk)
    return request.session.get(SECOND) == str(account.pk)


def _is_old(account: Account) -> bool:
    changed = account.password_changed_at or account.created_at
    return bool(timezone.now() - changed > timedelta(days=settings.YIWANG_PASSWORD_DAYS))

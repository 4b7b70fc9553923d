"""How allauth meets our accounts: nobody signs up by password, parties come from claims."""

from __future__ import annotations

import time
from typing import Any

import requests
from allauth.account import app_settings
from allauth.account.adapter import DefaultAccountAdapter
from allauth.account.internal.flows.login import get_authentication_records
from allauth.core.exceptions import ImmediateHttpResponse
from allauth.mfa.adapter import DefaultMFAAdapter
from allauth.socialaccount.adapter import DefaultSocialAccountAdapter
from allauth.socialaccount.models import SocialLogin
from django.conf import settings
from django.http import HttpRequest
from django.shortcuts import render
from django.utils import timezone

from yiwang.foundations.keys.public import decrypt, encrypt
from yiwang.foundations.people.public import Account, PartyMismatch, account_identify

from .claims import ClaimsIncomplete, claims_of
from .standin.transport import ORIGIN, StandInTransport

SECRET_PURPOSE = "account.second_factor"  # noqa: S105 - a purpose, not a secret


class AccountAdapter(DefaultAccountAdapter):  # type: ignore[misc]
    """Staff accounts are made by administrators; there is no signing up."""

    def is_open_for_signup(self, request: HttpRequest) -> bool:
        """Never by password."""
        return False

    def get_login_redirect_url(self, request: HttpRequest) -> str:
        """Staff go to their desk, everybody else to the front page."""
        staff = getattr(request.user, "is_staff_account", False)
        return str(settings.YIWANG_STAFF_HOME if staff else "/")

    def is_reauthentication_required(self, *, app: str, **kwargs: Any) -> bool:
        """Ask again before second factors change, unless the account has only just signed in."""
        records = get_authentication_records(self.request, self.request.user)
        just_now = bool(records) and time.time() - records[-1]["at"] < app_settings.REAUTHENTICATION_TIMEOUT
        return not just_now and bool(super().is_reauthentication_required(app=app, **kwargs))


class SocialAdapter(DefaultSocialAccountAdapter):  # type: ignore[misc]
    """Signing in through the identity provider registers or finds the party, and refreshes its hats."""

    def get_requests_session(self) -> requests.Session:
        """HTTP to the provider; the stand-in is answered inside this process, whatever port it listens on."""
        session: requests.Session = super().get_requests_session()
        if settings.YIWANG_DEMO:
            session.mount(ORIGIN, StandInTransport())
        return session

    def pre_social_login(self, request: HttpRequest, sociallogin: SocialLogin) -> None:
        """Link this login to the account of the party that the claims name."""
        try:
            claims = claims_of(sociallogin.identity)
            account = account_identify(claims, source=sociallogin.account.provider, now=timezone.now())
        except (ClaimsIncomplete, PartyMismatch) as error:
            raise ImmediateHttpResponse(_refused(request, str(error))) from error
        if not sociallogin.is_existing:
            sociallogin.connect(request, account)
        elif sociallogin.user.pk != account.pk:
            why = "这个登录方式已关联另一位当事人，请联系窗口核对。"
            raise ImmediateHttpResponse(_refused(request, why))

    def is_open_for_signup(self, request: HttpRequest, sociallogin: SocialLogin) -> bool:
        """Accounts are made in ``pre_social_login`` only."""
        return False

    def send_notification_mail(self, *args: Any, **kwargs: Any) -> None:
        """No mail: notices go through notices."""


class MFAAdapter(DefaultMFAAdapter):  # type: ignore[misc]
    """Second factors of staff: closed at rest, named in words."""

    def encrypt(self, text: str) -> str:
        """Close a TOTP secret or recovery seed."""
        return encrypt(text, purpose=SECRET_PURPOSE)

    def decrypt(self, encrypted_text: str) -> str:
        """Open it again."""
        return decrypt(encrypted_text, purpose=SECRET_PURPOSE)

    def get_totp_issuer(self) -> str:
        """The name an authenticator app shows."""
        return "一网"

    def is_mfa_enabled(self, user: Account, types: Any = None) -> bool:
        """Citizens have no second factor here; their provider has."""
        return bool(user.is_staff_account and super().is_mfa_enabled(user, types))


def _refused(request: HttpRequest, why: str) -> Any:
    return render(request, "identity/refused.html", {"why": why}, status=403)

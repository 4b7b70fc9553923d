"""The provider as allauth knows it: OpenID Connect with PKCE, a nonce, and signatures that are checked."""

from __future__ import annotations

import secrets
from typing import Any

from allauth.socialaccount.internal import jwtkit
from allauth.socialaccount.models import SocialLogin, SocialToken
from allauth.socialaccount.providers.oauth2.client import OAuth2Error
from allauth.socialaccount.providers.oauth2.views import OAuth2CallbackView, OAuth2LoginView
from allauth.socialaccount.providers.openid_connect.provider import OpenIDConnectProvider
from allauth.socialaccount.providers.openid_connect.views import OpenIDConnectOAuth2Adapter
from allauth.utils import build_absolute_uri
from django.contrib.auth.decorators import login_not_required
from django.http import HttpRequest, HttpResponse
from django.urls import reverse

NONCES = "identity_nonces"
_KEPT = 5


class IdentityOAuth2Adapter(OpenIDConnectOAuth2Adapter):  # type: ignore[misc]
    """The client's side of the exchange; it trusts nothing but a signed token with our own nonce."""

    def __init__(self, request: HttpRequest, provider_id: str = "identity") -> None:
        super().__init__(request, provider_id)

    def get_callback_url(self, request: HttpRequest, app: Any) -> str:
        """Where the provider sends people back to."""
        return str(build_absolute_uri(request, reverse("identity_callback"), self.redirect_uri_protocol))

    def complete_login(
        self, request: HttpRequest, app: Any, token: SocialToken, **kwargs: Any
    ) -> SocialLogin:
        """Verify signature, issuer, audience, expiry and nonce of the id token."""
        said = jwtkit.verify_and_decode(
            credential=kwargs["response"].get("id_token", ""),
            keys_url=self.openid_config["jwks_uri"],
            issuer=self.openid_config["issuer"],
            audience=app.client_id,
            lookup_kid=jwtkit.lookup_kid_jwk,
        )
        self._use_nonce(request, str(said.get("nonce", "")))
        return self.get_provider().sociallogin_from_response(request, {"id_token": said})

    def _use_nonce(self, request: HttpRequest, nonce: str) -> None:
        kept = list(request.session.get(NONCES, []))
        if nonce not in kept:
            raise OAuth2Error("nonce does not match")
        request.session[NONCES] = [one for one in kept if one != nonce]


class IdentityProvider(OpenIDConnectProvider):  # type: ignore[misc]
    """统一身份认证."""

    id = "identity"
    name = "统一身份认证"
    oauth2_adapter_class = IdentityOAuth2Adapter
    pkce_enabled_default = True

    def get_oauth2_adapter(self, request: HttpRequest) -> IdentityOAuth2Adapter:
        """Our own client."""
        return IdentityOAuth2Adapter(request)

    def get_login_url(self, request: HttpRequest, **kwargs: Any) -> str:
        """Where signing in begins."""
        return reverse("identity_login")

    def get_callback_url(self) -> str:
        """The path people come back to."""
        return reverse("identity_callback")

    def get_default_scope(self) -> list[str]:
        """Real-name claims come with ``openid profile``."""
        return ["openid", "profile"]

    def get_auth_params(self) -> dict[str, Any]:
        """Send a fresh nonce along; the last few are kept, for people with several tabs."""
        nonce = secrets.token_urlsafe(24)
        session = self.request.session
        session[NONCES] = [*session.get(NONCES, []), nonce][-_KEPT:]
        return {**super().get_auth_params(), "nonce": nonce}

    def extract_extra_data(self, data: Any) -> dict[str, Any]:
        """What is kept of the token: nothing secret."""
        return {"sub": data["id_token"]["sub"]}

    def extract_common_fields(self, data: Any) -> dict[str, Any]:
        """Nothing is taken over by allauth; the party is registered by people."""
        return {}

    def extract_email_addresses(self, data: Any) -> list[Any]:
        """None: e-mail is optional and given by the person."""
        return []

    def sociallogin_from_response(self, request: HttpRequest, response: Any) -> SocialLogin:
        """The login under way, with the verified token beside it for this request only."""
        login = super().sociallogin_from_response(request, response)
        login.identity = response["id_token"]
        return login


provider_classes = [IdentityProvider]


@login_not_required
def login(request: HttpRequest) -> HttpResponse:
    """Go to the identity provider (by POST)."""
    view = OAuth2LoginView.adapter_view(IdentityOAuth2Adapter(request))
    response: HttpResponse = view(request)
    return response


@login_not_required
def callback(request: HttpRequest) -> HttpResponse:
    """Come back from the identity provider."""
    view = OAuth2CallbackView.adapter_view(IdentityOAuth2Adapter(request))
    response: HttpResponse = view(request)
    return response

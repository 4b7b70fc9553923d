"""The stand-in's server side, answered inside the process: no port, no second server, no network."""

from __future__ import annotations

import io
import json
from typing import Any
from urllib.parse import parse_qs, urlsplit

from requests import PreparedRequest, Response
from requests.adapters import BaseAdapter

from .tokens import ORIGIN, CodeRefused, id_token_for, public_keys

__all__ = ["ORIGIN", "StandInTransport"]

AUTHORIZE = "/accounts/identity/authorize/"
"""Where the browser goes; on this very site, therefore without host and port."""


class StandInTransport(BaseAdapter):
    """Answers discovery, keys and token exchange as an OIDC provider would over HTTPS."""

    def send(self, request: PreparedRequest, *args: Any, **kwargs: Any) -> Response:
        """Answer one request."""
        path = urlsplit(request.url or "").path
        if path == "/.well-known/openid-configuration":
            return _answer(request, 200, _configuration())
        if path == "/jwks":
            return _answer(request, 200, public_keys())
        if path == "/token" and request.method == "POST":
            return _exchange(request)
        return _answer(request, 404, {"error": "not_found"})

    def close(self) -> None:
        """Nothing is held open."""


def _configuration() -> dict[str, Any]:
    return {
        "issuer": ORIGIN,
        "authorization_endpoint": AUTHORIZE,
        "token_endpoint": f"{ORIGIN}/token",
        "jwks_uri": f"{ORIGIN}/jwks",
        "response_types_supported": ["code"],
        "subject_types_supported": ["public"],
        "id_token_signing_alg_values_supported": ["ES256"],
        "code_challenge_methods_supported": ["S256"],
        "token_endpoint_auth_methods_supported": ["client_secret_post"],
    }


def _exchange(request: PreparedRequest) -> Response:
    body = request.body.decode() if isinstance(request.body, bytes) else str(request.body or "")
    form = {key: values[0] for key, values in parse_qs(body).items()}
    try:
        token = id_token_for(
            form.get("code", ""),
            client_id=form.get("client_id", ""),
            redirect_uri=form.get("redirect_uri", ""),
            verifier=form.get("code_verifier", ""),
        )
    except CodeRefused:
        return _answer(request, 400, {"error": "invalid_grant"})
    return _answer(request, 200, {"access_token": "none", "token_type": "Bearer", "id_token": token})


def _answer(request: PreparedRequest, status: int, body: dict[str, Any]) -> Response:
    response = Response()
    response.status_code, response.request, response.url = status, request, request.url or ""
    response.headers["content-type"] = "application/json"
    response.raw = io.BytesIO(json.dumps(body).encode())
    response.encoding = "utf-8"
    return response

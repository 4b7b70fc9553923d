"""Who calls: a program with a token, or the hat of a session.

Cookies are sent by browsers unasked, so writes by session need the CSRF token as well; a token never comes unasked.
"""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import APIKeyCookie, HttpBearer

from yiwang.foundations.people.public import ClientActor
from yiwang.kernel.actor import PUBLIC, Actor

_SAFE = ("GET", "HEAD", "OPTIONS")


class ClientAuth(HttpBearer):
    """The program that the site's middleware found by its token, if it was given the scope of this request."""

    def __init__(self, area: str) -> None:
        """``area`` names the scopes: ``<area>:read`` for reading, ``<area>:write`` for the rest."""
        self.area = area
        super().__init__()

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The actor; a program without the scope is told which one it lacks."""
        client = getattr(request, "client", None)
        if not isinstance(client, ClientActor):
            return None
        scope = f"{self.area}:{'read' if request.method in _SAFE else 'write'}"
        if not client.may(scope):
            raise HttpError(403, f"令牌没有 {scope} 范围，请向签发单位申请。")
        return client.actor


class HatAuth(APIKeyCookie):
    """The actor that the site's middleware found for this request; strangers are turned away."""

    def __init__(self) -> None:
        self.param_name = settings.SESSION_COOKIE_NAME
        super().__init__(csrf=True)

    def authenticate(self, request: HttpRequest, key: str | None) -> Any:
        """The actor, or None for a stranger."""
        actor = actor_of(request)
        return actor if actor.audience != "public" and actor.hat != "none" else None


def actor_of(request: HttpRequest) -> Actor:
    """Who acts in this request."""
    actor = getattr(request, "actor", PUBLIC)
    return actor if isinstance(actor, Actor) else PUBLIC

"""Who calls: the hat of the session. Cookies are sent by browsers unasked, so writes need the CSRF token as well."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from ninja.security import APIKeyCookie

from yiwang.kernel.actor import PUBLIC, Actor


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

"""Who calls: a program with a token, and no one by cookie."""

from typing import Any

from django.http import HttpRequest
from ninja.errors import HttpError
from ninja.security import HttpBearer

from yiwang.foundations.people.public import ClientActor

SCOPE = "partner:write"


class PartnerAuth(HttpBearer):
    """The program that the site's middleware found by its token, if it was given ``partner:write``."""

    def authenticate(self, request: HttpRequest, token: str) -> Any:
        """The actor; a program without the scope is told which one it lacks."""
        client = getattr(request, "client", None)
        if not isinstance(client, ClientActor):
            return None
        if not client.may(SCOPE):
            raise HttpError(403, f"令牌没有 {SCOPE} 范围，请向签发单位申请。")
        return client.actor

"""Programs with a token: they have no session, no cookies and no pages, so they pass by all that serves those.

A request under ``API_PATHS`` with ``Authorization: Bearer`` is answered here, under the scope of the client's hat.
No cookie is looked at, so no other site's page can make a browser send it: CSRF does not arise.
"""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.urls import resolve
from django.utils import timezone

from yiwang.foundations.people.public import client_actor
from yiwang.site.middleware.scope import ScopeMiddleware

_BEARER = "Bearer "


class MachinesMiddleware:
    """Answers programs; everybody else goes on."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response
        self.scoped = ScopeMiddleware(_view)

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Find out which program it is; a token that holds no longer is told so and never falls back to a cookie."""
        words = request.META.get("HTTP_AUTHORIZATION", "")
        if not words.startswith(_BEARER) or not request.path_info.startswith(settings.API_PATHS):
            return self.get_response(request)
        request.get_host()
        client = client_actor(words.removeprefix(_BEARER).strip(), timezone.now())
        if client is None:
            return _refused()
        request.client, request.actor = client, client.actor  # type: ignore[attr-defined]
        return self.scoped(request)


def _view(request: HttpRequest) -> HttpResponse:
    match = request.resolver_match = resolve(request.path_info)
    answer: HttpResponse = match.func(request, *match.args, **match.kwargs)
    answer.headers.setdefault("Cache-Control", "private, no-store")
    if not answer.streaming:
        answer.headers.setdefault("Content-Length", str(len(answer.content)))
    return answer


def _refused() -> HttpResponse:
    from yiwang.site.api import problem

    answer = problem(401, "client.unknown", "令牌无效、已到期或已吊销，请向签发单位重新申请。")
    answer["WWW-Authenticate"] = 'Bearer realm="yiwang", error="invalid_token"'
    return answer

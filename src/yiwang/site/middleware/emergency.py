"""Under an emergency look people read and do nothing else, and every page they read is written down."""

from collections.abc import Callable

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone

from yiwang.foundations.people.public import EMERGENCY, emergency_read
from yiwang.kernel.actor import PUBLIC, Actor

_FREE = ("/accounts/", "/i18n/", "/look/")
"""Signing out, changing or ending the hat, the look of the page: nothing of the matter is read or changed there."""


class EmergencyMiddleware:
    """Stands inside the scope: the line in the log is written in the transaction that read."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Refuse what would change something; write down what was read."""
        actor: Actor = getattr(request, "actor", PUBLIC)
        if not actor.hat.startswith(f"{EMERGENCY}:") or request.path_info.startswith(_FREE):
            return self.get_response(request)
        if request.method not in ("GET", "HEAD"):
            sentence = "应急查看只能看，不能办。请换回您自己的岗位再办。"
            return render(request, "403.html", {"sentence": sentence}, status=403)
        response = self.get_response(request)
        if response.status_code < 400:
            emergency_read(actor, request.path_info, now=timezone.now())
        return response

"""Every request in one transaction under the scope of its actor; what fails leaves nothing behind."""

import re
from collections.abc import Callable

from django.conf import settings
from django.db import transaction
from django.http import HttpRequest, HttpResponse

from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import PUBLIC, Actor
from yiwang.web.responses import RecordedRefusal

_STEPWISE = re.compile(settings.STEPWISE_PATHS)


class ScopeMiddleware:
    """Opens the transaction, enters the scope of ``request.actor``, rolls back if the answer is an error.

    An error that is itself a record (``RecordedRefusal``) keeps what it wrote.

    A view that streams must have read everything before it answers: the scope ends with the view. Addresses of
    ``STEPWISE_PATHS`` open their own transactions, one after the other, and enter the scope in each.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        """Answer under the actor's scope; signing in runs as the site's own role."""
        if request.path_info.startswith(settings.UNSCOPED_PATHS):
            with transaction.atomic():
                return self._answer(request)
        if _STEPWISE.match(request.path_info):
            _may_be_kept(request)
            return self.get_response(request)
        with as_actor(_actor(request)):
            return self._answer(request)

    def _answer(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        if response.status_code >= 400 and not isinstance(response, RecordedRefusal):
            transaction.set_rollback(True)
        else:
            _may_be_kept(request)
        return response


def _may_be_kept(request: HttpRequest) -> None:
    """Note that what fails from here on may have been committed all the same: nobody may say that nothing was saved."""
    request.committing = True  # type: ignore[attr-defined]


def _actor(request: HttpRequest) -> Actor:
    actor = getattr(request, "actor", PUBLIC)
    return actor if isinstance(actor, Actor) else PUBLIC

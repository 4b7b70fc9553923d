"""Which hat may open which page: each of the three administrators has pages of their own, and no others.

Heads of units have the list of their own units' accounts in the yearly review, and some posts may open an emergency
look.
"""

from __future__ import annotations

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.core.exceptions import PermissionDenied
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.urls import reverse
from django.utils.http import urlencode

from yiwang.foundations.people.public import MAY_LOOK, MAY_REVIEW
from yiwang.kernel.actor import PUBLIC, Actor, staff_may

SYSTEM, SECURITY, AUDIT = "admin.system", "admin.security", "admin.audit"
WORDS = (SYSTEM, SECURITY, AUDIT)
REVIEW, LOOK = MAY_REVIEW, MAY_LOOK

View = Callable[..., HttpResponse]


def may(*words: str) -> Callable[[Actor], bool]:
    """A test of whether a hat carries any of these permission words."""
    return lambda actor: staff_may(actor, *words)


def only(*words: str) -> Callable[[View], View]:
    """A view for hats with one of these words; strangers are sent to sign in, others are refused."""

    def decorated(view: View) -> View:
        @wraps(view)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
            actor: Actor = getattr(request, "actor", PUBLIC)
            if actor.account_id is None:
                query = urlencode({"next": request.get_full_path()})
                return redirect(f"{reverse('people:sign-in')}?{query}")
            if not may(*words)(actor):
                raise PermissionDenied("当前身份不能打开这个页面。请换用有相应职责的管理员身份。")
            return view(request, *args, **kwargs)

        return guarded

    return decorated

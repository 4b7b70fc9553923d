"""Who may come in: strangers are sent to sign in, who may not is told why; and how refused acts become sentences."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Concatenate, TypeVar
from urllib.parse import urlencode

from django.contrib import messages
from django.db import transaction
from django.http import Http404, HttpRequest
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.functional import Promise

from yiwang.kernel.actor import Actor

from .requests import ActedRequest

View = Callable[Concatenate[ActedRequest, ...], HttpResponseBase]
T = TypeVar("T")
STAFF_SIGN_IN, SIGN_IN = "account_login", "people:sign-in"
"""Addresses where staff, and where everybody else signs in."""


def is_staff(actor: Actor) -> bool:
    """Whether it is the hat of somebody at work."""
    return actor.audience == "staff"


def is_citizen(actor: Actor) -> bool:
    """Whether it is the hat of a person or an organisation."""
    return actor.audience == "citizen"


def gate(
    may: Callable[[Actor], bool],
    sentence: str | Promise,
    *,
    sign_in: str = STAFF_SIGN_IN,
    area: str = "",
    missing: tuple[type[Exception], ...] = (),
    home: str = "",
) -> Callable[[View], View]:
    """A gate for views.

    Args:
        may: which hats pass.
        sentence: what the others are told.
        sign_in: where strangers are sent.
        area: the menu that the pages stand under, if not that of their addresses.
        missing: what the views raise where there is nothing for this hat; it becomes a 404.
        home: where strangers who sent a form go on after signing in, since it cannot be sent again; its own address
            if empty.
    """

    def gated(view: View) -> View:
        @wraps(view)
        def guarded(request: ActedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            if not request.user.is_authenticated:
                back = reverse(home) if home and request.method != "GET" else request.get_full_path()
                return redirect(f"{reverse(sign_in)}?{urlencode({'next': back})}")
            if not may(request.actor):
                return refused(request, sentence)
            if area:
                request.area = area
            try:
                return view(request, *args, **kwargs)
            except missing as error:
                raise Http404(str(error)) from error

        return guarded

    return gated


def in_area(area: str) -> Callable[[View], View]:
    """Views that stand under the menu of an area, whoever asks; what refuses them stands there too."""

    def placed(view: View) -> View:
        @wraps(view)
        def under(request: ActedRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            request.area = area
            return view(request, *args, **kwargs)

        return under

    return placed


def refused(request: ActedRequest, sentence: str | Promise) -> HttpResponseBase:
    """A page that says why one may not."""
    return render(request, "403.html", {"sentence": sentence}, status=403)


def act_result(
    request: HttpRequest, act: Callable[[], T], *, refusals: tuple[type[Exception], ...]
) -> T | None:
    """What an act gives, done whole or not at all; None if it was refused, and the next page says why."""
    try:
        with transaction.atomic():
            return act()
    except refusals as error:
        messages.error(request, str(error))
        return None


def act_done(
    request: HttpRequest,
    act: Callable[[], T],
    said: str | Callable[[T], str],
    *,
    refusals: tuple[type[Exception], ...],
) -> bool:
    """Do an act, whole or not at all, and say on the next page that it is done, or why it was refused.

    What is said may hang on what the act gives; where the page itself shows enough, it is "" and nothing is said.
    """
    done = act_result(request, lambda: (act(),), refusals=refusals)
    if done is None:
        return False
    if words := said(*done) if callable(said) else said:
        messages.success(request, words)
    return True

"""Every request runs in one transaction under its actor's role; what fails leaves nothing; strict headers."""

import pytest
from django.db import connection
from django.http import HttpResponse
from django.test import RequestFactory, override_settings

from yiwang.foundations.outbox.public import outbox_put, outbox_state
from yiwang.kernel.actor import Actor
from yiwang.site.middleware.headers import HeadersMiddleware
from yiwang.site.middleware.scope import ScopeMiddleware


def answer(status=200, path="/", actor=None, then=lambda: None):
    """Send one request through the scope middleware to a view that tells its database role."""
    seen = []

    def view(request):
        with connection.cursor() as cursor:
            cursor.execute("SELECT current_user::text")
            seen.append(cursor.fetchone()[0])
        then()
        return HttpResponse(status=status)

    request = RequestFactory().get(path)
    if actor:
        request.actor = actor
    response = ScopeMiddleware(view)(request)
    return response, seen[0]


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(
    ("actor", "role"),
    [
        (None, "yiwang_public"),
        (Actor(audience="staff"), "yiwang_staff"),
        (Actor(audience="citizen"), "yiwang_citizen"),
    ],
)
def test_a_view_runs_as_its_actors_role(actor, role):
    assert answer(actor=actor)[1] == role


@pytest.mark.django_db(transaction=True)
@override_settings(UNSCOPED_PATHS=("/accounts/",))
def test_signing_in_runs_outside_any_scope():
    assert not answer(path="/accounts/login/")[1].endswith("_public")


@pytest.mark.django_db(transaction=True)
@pytest.mark.parametrize(("status", "left"), [(200, 1), (302, 1), (400, 0), (404, 0), (500, 0)])
def test_an_answer_that_is_an_error_leaves_nothing_behind(status, left):
    answer(status, then=lambda: outbox_put("test", f"status-{status}", {}))
    assert outbox_state().due == left


@pytest.mark.django_db(transaction=True)
def test_the_scope_ends_with_the_request():
    answer(actor=Actor(audience="citizen"))
    with connection.cursor() as cursor:
        cursor.execute("SELECT current_user = session_user, cardinality(scope_units())")
        assert cursor.fetchone() == (True, 0)


class SignedIn:
    is_authenticated = True


def headers(user=None, **own):
    request = RequestFactory().get("/")
    if user:
        request.user = user
    return HeadersMiddleware(lambda request: HttpResponse(headers=own))(request).headers


def test_scripts_and_styles_come_from_here_only():
    policy = dict(part.split(" ", 1) for part in headers()["Content-Security-Policy"].split("; "))
    assert policy["script-src"] == policy["style-src"] == policy["default-src"] == "'self'"
    assert policy["frame-ancestors"] == policy["object-src"] == "'none'"
    assert "unsafe" not in str(policy)


def test_pages_of_somebody_signed_in_are_not_stored():
    assert headers(SignedIn())["Cache-Control"] == "private, no-store"
    assert "Cache-Control" not in headers()
    assert headers(SignedIn(), **{"Cache-Control": "no-cache"})["Cache-Control"] == "no-cache"

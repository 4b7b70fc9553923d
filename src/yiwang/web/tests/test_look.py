"""A visitor chooses how pages look, without an account."""

from django.http import HttpResponse
from django.test import RequestFactory

from yiwang.web.preferences import COOKIE, Look, look_changed, look_keep, look_of


def request_with(cookie: str):
    request = RequestFactory().get("/")
    request.COOKIES[COOKIE] = cookie
    return request


def test_elderly_mode_survives_the_next_page():
    response = HttpResponse()
    look_keep(response, look_changed(Look(), "mode", "elderly"), secure=False)
    assert look_of(request_with(response.cookies[COOKIE].value)).mode == "elderly"


def test_a_forged_cookie_falls_back_to_the_default():
    assert look_of(request_with('"><script>.dark.high')) == Look("", "dark", "high")


def test_an_unknown_choice_changes_nothing():
    assert look_changed(Look(theme="dark"), "theme", "pink") == Look(theme="dark")
    assert look_changed(Look(), "font", "big") == Look()

"""Who changes hats on a page that the new hat cannot open comes to its front page, and is told why; nothing else."""

import pytest
from django.urls import reverse

from yiwang.foundations.people.tests.factories import staff

from .conftest import OFFICER

OPEN = "/styleguide/"
"""A page for every hat."""

SENTENCE = "刚才那一页用这个身份打不开"


@pytest.fixture
def officer(people, client):
    """Somebody with two posts, at the desk of the second."""
    account = staff("two", OFFICER, "office-sec", is_demo=True)
    client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
    wear(client, "office-sec", OPEN)
    return client


def wear(client, post, page):
    answer = client.post(reverse("people:hat"), {"hat": f"post:{post}", "next": page})
    assert (answer.status_code, answer.url) == (302, page)
    return client.get(answer.url)


@pytest.mark.parametrize("page", ["/administration/accounts/", "/desk/bulk/", "/nowhere/"])
def test_what_is_forbidden_and_what_is_not_there_are_told_alike(officer, page):
    answer = wear(officer, OFFICER, page)
    assert (answer.status_code, answer.url) == (302, "/desk/")
    html = officer.get(OPEN).content.decode()
    assert SENTENCE in html and page not in html.split("<main")[1]


def test_a_page_that_both_may_open_stays(officer):
    answer = wear(officer, OFFICER, OPEN)
    assert answer.status_code == 200 and SENTENCE not in answer.content.decode()


def test_a_page_asked_for_later_is_refused_as_ever(officer):
    wear(officer, OFFICER, OPEN)
    assert officer.get("/nowhere/").status_code == 404
    officer.post(reverse("people:hat"), {"hat": "post:office-sec", "next": OPEN})
    assert officer.get("/nowhere/").status_code == 404
    assert officer.get("/nowhere/").status_code == 404


def test_a_program_of_the_page_does_not_use_it_up(officer):
    officer.post(reverse("people:hat"), {"hat": f"post:{OFFICER}", "next": "/administration/accounts/"})
    officer.get(OPEN, headers={"HX-Request": "true"})
    assert officer.get("/administration/accounts/").status_code == 302

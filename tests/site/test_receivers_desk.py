"""A town that received an application opens it on its desk, reads how far it is, and is offered nothing to decide."""

import pytest
from django.test import Client

from yiwang.engines.applications.tests.conftest import city  # noqa: F401 - the fixture
from yiwang.engines.applications.tests.test_receiving import OTHER_TOWN, TOWN, cases_of, submitted
from yiwang.foundations.people.tests.factories import staff

BACKEND = "allauth.account.auth_backends.AuthenticationBackend"


@pytest.fixture
def received(city, settings):  # noqa: F811
    settings.YIWANG_DEMO, settings.ALLOWED_HOSTS = True, ["*"]
    (case,) = cases_of(submitted(TOWN))
    return case


def at_the_counter_of(town):
    client = Client()
    client.force_login(staff(town, f"{town}-reception-intake", is_demo=True), backend=BACKEND)
    return client


def test_the_town_that_received_reads_the_case_and_decides_nothing(received):
    desk = at_the_counter_of(TOWN)
    page = desk.get(f"/desk/cases/{received.number}/")
    assert page.status_code == 200 and "户外招牌设置" in page.content.decode()
    assert "/acts/" not in page.content.decode()
    answer = desk.post(f"/desk/cases/{received.number}/acts/complete_intake/", {"version": received.version})
    assert answer.status_code in (400, 403, 404, 409, 422)
    received.refresh_from_db()
    assert received.state == "submitted"


def test_another_town_does_not_learn_that_there_is_such_a_case(received):
    desk = at_the_counter_of(OTHER_TOWN)
    assert desk.get(f"/desk/cases/{received.number}/").status_code == 404
    found = desk.get("/desk/cases/", {"q": received.number}).content.decode()
    assert f"/desk/cases/{received.number}/" not in found

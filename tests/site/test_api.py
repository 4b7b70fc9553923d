"""The API as the site serves it: programs by token, browsers by session and CSRF token; each sees its own."""

from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.utils import timezone

from yiwang.engines.cases.public import PartyPart, UnitPart, bind_opener
from yiwang.engines.cases.services import opener
from yiwang.engines.cases.tests.conftest import applied  # noqa: F401 - a fixture
from yiwang.engines.cases.tests.world import seed
from yiwang.foundations.people.models import Account
from yiwang.foundations.people.public import client_issue
from yiwang.foundations.people.selectors.clients import forget_clients
from yiwang.foundations.people.tests.factories import person
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

pytestmark = pytest.mark.django_db
WORKER = system_actor("tests")
BOTH = ("cases:read", "cases:write")


@pytest.fixture(autouse=True)
def site(applied, settings):  # noqa: F811
    settings.YIWANG_DEMO = True
    bound = list(opener._bound)
    bind_opener(_seed_of)
    forget_clients()
    yield
    opener._bound[:] = bound
    forget_clients()


def _seed_of(actor, wanted, now):
    made = replace(seed("single"), subject=wanted.subject, data=wanted.data)
    return replace(made, parties=(PartyPart(actor.parties[0]),), units=(UnitPart("unit"),)), ()


def account(number):
    party = person(number).id
    return Account.objects.create_user(f"c{number}", party_id=party), f"party:{party}"


def program(number=1, scopes=BOTH):
    """A client that sends a citizen's token."""
    held, hat = account(number)
    now = timezone.now()
    with as_actor(WORKER):
        _, token = client_issue(
            WORKER, account_id=held.pk, hat=hat, label="测试", scopes=scopes, now=now,
            expires_at=now + timedelta(hours=1),
        )  # fmt: skip
    return Client(enforce_csrf_checks=True, headers={"Authorization": f"Bearer {token}"})


def opened(client, **headers):
    headers = {"Idempotency-Key": str(uuid4()), **headers}
    return client.post(
        "/api/v1/cases", {"subject": "barber"}, content_type="application/json", headers=headers
    )


def test_a_program_opens_a_case_and_finds_it_without_cookies_or_csrf():
    client = program()
    answer = opened(client)
    assert answer.status_code == 201, answer.content
    listed = client.get("/api/v1/cases")
    assert [row["id"] for row in listed.json()["items"]] == [answer.json()["id"]]
    assert not answer.cookies and answer["Cache-Control"] == "private, no-store"
    assert "Content-Security-Policy" in answer


def test_a_program_sees_nothing_of_other_parties():
    case = opened(program(1)).json()["id"]
    other = program(2)
    assert other.get("/api/v1/cases").json()["items"] == []
    assert other.get(f"/api/v1/cases/{case}").status_code == 404


def test_a_program_that_may_only_read_does_not_write():
    client = program(scopes=["cases:read"])
    answer = opened(client)
    assert answer.status_code == 403 and "cases:write" in answer.json()["detail"]
    assert client.get("/api/v1/cases").status_code == 200


def test_a_wrong_token_is_refused_even_beside_a_good_session():
    held, _ = account(3)
    client = Client(headers={"Authorization": "Bearer yw1_wrong"})
    client.force_login(held)
    answer = client.get("/api/v1/cases")
    assert answer.status_code == 401 and answer["Content-Type"] == "application/problem+json"
    assert answer["WWW-Authenticate"].startswith("Bearer")


def test_a_token_opens_no_pages():
    client = program()
    page = client.get("/desk/")
    assert page.status_code in (302, 403, 404)


def test_a_browser_needs_its_csrf_token_to_write():
    held, _ = account(4)
    client = Client(enforce_csrf_checks=True)
    client.force_login(held)
    assert opened(client).status_code == 403
    client.cookies["csrftoken"] = "a" * 32
    assert opened(client, **{"X-CSRFToken": "a" * 32}).status_code == 201


def test_a_stranger_is_told_to_sign_in():
    answer = Client().get("/api/v1/cases")
    assert answer.status_code == 401 and answer["Content-Type"] == "application/problem+json"


def test_what_is_not_of_the_form_described_is_a_problem_with_places():
    answer = program().post("/api/v1/cases", {}, content_type="application/json")
    assert answer.status_code == 422 and answer["Content-Type"] == "application/problem+json"
    assert any("subject" in error["at"] for error in answer.json()["errors"])


def test_the_description_is_public_and_there_is_no_page_with_foreign_scripts():
    described = Client().get("/api/v1/openapi.json").json()
    assert {"/api/v1/cases", "/api/v1/tasks"} <= set(described["paths"])
    assert "ClientAuth" in described["components"]["securitySchemes"]
    assert Client().get("/api/v1/docs").status_code == 404

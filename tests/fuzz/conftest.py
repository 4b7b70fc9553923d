"""Callers of every kind on the demo city, and a matter that only some of them may see."""

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import timedelta
from uuid import UUID

import pytest
import schemathesis
from django.core.signals import request_finished, request_started
from django.core.wsgi import get_wsgi_application
from django.db import close_old_connections
from django.utils import timezone

from yiwang.engines.applications.services.direct import item_seeds
from yiwang.engines.applications.tests.conftest import NOW, city
from yiwang.engines.applications.tests.journeys import barber
from yiwang.engines.applications.tests.test_direct import TYPED, wanted
from yiwang.engines.cases.public import case_open_tree
from yiwang.foundations.people.models import Account
from yiwang.foundations.people.public import client_issue
from yiwang.foundations.people.selectors.clients import forget_clients
from yiwang.foundations.people.tests.factories import person, staff
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

__all__ = ["city"]
WORKER = system_actor("tests")
BOTH = ("cases:read", "cases:write")
CLERKS = {
    "officer": ("441202-urban-approval-officer", BOTH),
    "clerk elsewhere": ("441202-tax-approval-officer", BOTH),
    "administrator": ("441200-digital-technology-system", BOTH),
    "program that reads": ("441202-tax-approval-officer", ("cases:read",)),
    "partner": ("partner-wuzhou-hall-crossing-intake", ("partner:write",)),
}
ROLES = ("stranger", "applicant", "citizen", *CLERKS)
MAY_SEE = ("applicant", "officer")


@dataclass(frozen=True)
class Tried:
    """What is fuzzed: the API of the whole site, the headers of each role, and one matter.

    Attributes:
        marks: words that stand in what belongs to the matter and nowhere else.
    """

    api: schemathesis.BaseSchema
    headers: dict[str, dict[str, str]]
    case: UUID
    marks: tuple[str, ...]


@pytest.fixture
def tried(city, settings):
    """A matter of the applicant at the officer's unit."""
    settings.YIWANG_DEMO, settings.ALLOWED_HOSTS = True, ["*"]
    forget_clients()
    applicant = barber()
    with as_actor(applicant):
        root, _ = item_seeds(applicant, wanted(TYPED), NOW)
        made = case_open_tree(actor=applicant, root=root, key="fuzzed", now=NOW, said=b"x")
    with _one_connection():
        api = schemathesis.openapi.from_wsgi("/api/v1/openapi.json", get_wsgi_application())
        yield Tried(api, _headers(applicant), made.root_id, (made.number, "示范剪吧", "441299199005120121"))
    forget_clients()


@contextmanager
def _one_connection():
    """Requests leave the test's connection open, as Django's own test client does."""
    for signal in (request_started, request_finished):
        signal.disconnect(close_old_connections)
    yield
    for signal in (request_started, request_finished):
        signal.connect(close_old_connections)


def _headers(applicant):
    told = {"stranger": {}, "applicant": _party("fuzz-applicant", applicant.parties[0])}
    told["citizen"] = _party("fuzz-citizen", person(77).id)
    for role, (post, scopes) in CLERKS.items():
        told[role] = _token(staff(f"fuzz-{role}", post), f"post:{post}", scopes)
    return told


def _party(name, party):
    return _token(Account.objects.create_user(name, party_id=party), f"party:{party}", BOTH)


def _token(account, hat, scopes):
    now = timezone.now()
    with as_actor(WORKER):
        _, token = client_issue(
            WORKER, account_id=account.pk, hat=hat, label="测试", scopes=scopes, now=now,
            expires_at=now + timedelta(hours=1),
        )  # fmt: skip
    return {"Authorization": f"Bearer {token}"}

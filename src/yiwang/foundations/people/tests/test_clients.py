"""A program acts as the hat it was given, as long as everybody behind it still stands."""

from datetime import timedelta

import pytest

from yiwang.foundations.people.models import Account, ApiClient
from yiwang.foundations.people.public import (
    ClientRefused,
    HatNotHeld,
    account_close,
    appointment_end,
    client_actor,
    client_issue,
    client_revoke,
)
from yiwang.foundations.people.selectors import clients
from yiwang.foundations.people.tests.factories import NOW, WORKER, apply_city, person, staff
from yiwang.foundations.scope.public import as_actor

pytestmark = pytest.mark.django_db
POST = "441202-health-approval-officer"
LATER = NOW + timedelta(days=1)


@pytest.fixture(autouse=True)
def city_of_clients(settings):
    apply_city()
    clients.forget_clients()
    yield
    clients.forget_clients()


def issued(account, hat=f"post:{POST}", **more):
    with as_actor(WORKER):
        wanted = {"label": "窗口系统", "scopes": ["cases:read"], "expires_at": LATER, "now": NOW, **more}
        return client_issue(WORKER, account_id=account.pk, hat=hat, **wanted)


def test_a_token_stands_for_the_hat_and_its_scopes():
    _, token = issued(staff("one", POST))
    found = client_actor(token, NOW)
    assert found.actor.hat == f"post:{POST}" and found.actor.units
    assert found.may("cases:read") and not found.may("cases:write")


def test_a_citizen_too_may_have_a_program():
    party = person(1).id
    account = Account.objects.create_user("c", party_id=party)
    _, token = issued(account, f"party:{party}")
    assert client_actor(token, NOW).actor.parties == (party,)


def test_the_token_itself_is_not_kept():
    _, token = issued(staff("one", POST))
    row = ApiClient.objects.get()
    assert token not in str(vars(row)) and bytes(row.digest) == clients.digest_of(token)


def test_what_was_never_issued_is_nobody():
    assert client_actor("yw1_guess", NOW) is None
    assert client_actor("", NOW) is None


def test_it_ends_on_its_day_even_while_it_is_remembered():
    _, token = issued(staff("one", POST))
    assert client_actor(token, NOW)
    assert client_actor(token, LATER) is None


def test_revoked_it_is_nobody():
    made, token = issued(staff("one", POST))
    assert client_actor(token, NOW)
    with as_actor(WORKER):
        assert client_revoke(WORKER, client_id=made, now=NOW)
        assert not client_revoke(WORKER, client_id=made, now=NOW)
    assert client_actor(token, NOW) is None


def test_another_process_forgets_it_soon(monkeypatch):
    made, token = issued(staff("one", POST))
    assert client_actor(token, NOW)
    ApiClient.objects.filter(id=made).update(revoked_at=NOW)
    assert client_actor(token, NOW), "remembered"
    at = clients.time.monotonic() + clients.REMEMBERED
    monkeypatch.setattr(clients.time, "monotonic", lambda: at)
    assert client_actor(token, NOW) is None


def test_with_the_hat_gone_the_program_is_nobody():
    account = staff("one", POST)
    _, token = issued(account)
    with as_actor(WORKER):
        appointment_end(WORKER, appointment_id=account.appointments.get().pk, now=NOW)
    assert client_actor(token, NOW + timedelta(minutes=1)) is None


def test_with_the_account_shut_the_program_is_nobody():
    account = staff("one", POST)
    _, token = issued(account)
    with as_actor(WORKER):
        account_close(WORKER, account_id=account.pk, reason="离职")
    assert client_actor(token, NOW) is None


def test_nobody_gets_a_program_for_a_hat_not_held():
    with pytest.raises(HatNotHeld):
        issued(staff("one", POST), "post:office-watcher")


@pytest.mark.parametrize("wrong", [{"scopes": []}, {"label": " "}, {"expires_at": NOW}])
def test_a_program_that_could_do_nothing_is_not_issued(wrong):
    with pytest.raises(ClientRefused):
        issued(staff("one", POST), **wrong)

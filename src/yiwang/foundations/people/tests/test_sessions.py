"""A session knows whose it is as long as somebody is signed in; those that ran before the table are taken along."""

import importlib
from datetime import timedelta

import pytest
from django.apps import apps
from django.contrib.auth import SESSION_KEY
from django.contrib.sessions.backends.db import SessionStore as DatabaseStore
from django.contrib.sessions.models import Session
from django.utils import timezone

from yiwang.foundations.people.models import AccountSession
from yiwang.foundations.people.services.sessions import SessionStore
from yiwang.foundations.people.tests.factories import staff

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
MIGRATION = importlib.import_module("yiwang.foundations.people.migrations.0014_sessions")


def whose():
    return list(AccountSession.objects.values_list("account_id", flat=True))


def test_a_session_has_an_account_from_signing_in_until_signing_out(client):
    client.session.save()
    assert whose() == [None]
    account = staff("ann")
    client.force_login(account, backend=BACKEND)
    assert whose() == [account.pk]
    client.session["seen"] = 1
    client.session.save()
    assert whose() == [account.pk]
    client.logout()
    assert whose() == []


def test_what_runs_is_taken_along_with_its_account_and_read_as_before():
    account, old, over, nobodys = staff("ann"), DatabaseStore(), DatabaseStore(), DatabaseStore()
    old[SESSION_KEY], old["hat"] = str(account.pk), "staff:1"
    for store in (old, over, nobodys):
        store.save()
    Session.objects.filter(session_key=over.session_key).update(
        expire_date=timezone.now() - timedelta(days=1)
    )
    MIGRATION.take_along(apps, None)
    held = dict(AccountSession.objects.values_list("session_key", "account_id"))
    assert held == {old.session_key: account.pk, nobodys.session_key: None} and not Session.objects.exists()
    assert SessionStore(old.session_key).load() == {SESSION_KEY: str(account.pk), "hat": "staff:1"}

"""A site spoken to as its own database role, with one account per kind of hat."""

import pytest
from django.core.cache import cache
from django.db import connection

from yiwang.foundations.people.models import Account
from yiwang.foundations.people.tests.factories import apply_city, person, staff
from yiwang.foundations.scope.public import APP_ROLE

OFFICER = "441202-health-approval-officer"
HEAD = "441202-health-head"
CHIEF = "441284-health-approval-chief"
POSTS = {
    "system": "office-sys",
    "security": "office-sec",
    "audit": "office-aud",
    "supervisor": "office-watcher",
    "officer": OFFICER,
    "head": HEAD,
    "chief": CHIEF,
}


@pytest.fixture
def people(db, settings):
    """One account per kind of hat, by its name."""
    settings.YIWANG_DEMO = True
    settings.ALLOWED_HOSTS = ["*"]
    apply_city()
    cache.clear()
    made = {name: staff(name, post, is_demo=True) for name, post in POSTS.items()}
    made["hatless"] = staff("hatless", is_demo=True)
    made["citizen"] = Account.objects.create_user("citizen", party_id=person(1).id)
    return made


@pytest.fixture
def site(people, monkeypatch):
    """The same, from now on with the rights of the site's database role only."""
    options = {**connection.settings_dict["OPTIONS"], "assume_role": APP_ROLE}
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", options)
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {APP_ROLE}")
    yield people
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


@pytest.fixture
def enter(site, client):
    """Sign in as one of them."""

    def entered(name):
        client.force_login(site[name], backend="allauth.account.auth_backends.AuthenticationBackend")
        return client

    return entered

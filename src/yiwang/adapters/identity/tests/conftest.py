"""A demo site with a small city, spoken to as the site's own database role, as in production."""

import pytest
from django.conf import settings as site_settings
from django.core.cache import cache
from django.db import connection

from yiwang.foundations.people.definitions import DemoPerson
from yiwang.foundations.people.tests.factories import apply_city, citizen_id
from yiwang.foundations.scope.public import APP_ROLE

USCC = "914412997662318495"
PEOPLE = {
    "li": DemoPerson(
        id="li", name="李示范", id_kind="citizen_id", id_number=citizen_id(1), phone="10000000001"
    ),
    "wang": DemoPerson(
        id="wang",
        name="王示范",
        id_kind="citizen_id",
        id_number=citizen_id(2),
        represents=[{"organisation": "firm", "capacity": "legal_representative"}],
    ),
    "firm": DemoPerson(id="firm", kind="organisation", name="示范公司", id_kind="uscc", id_number=USCC),
}


@pytest.fixture
def site(db, settings, monkeypatch):
    """The site in demo mode; database rights are those of the site's role."""
    settings.YIWANG_DEMO = True
    settings.ALLOWED_HOSTS = ["*"]
    for module in ("yiwang.adapters.identity.standin.tokens", "yiwang.adapters.identity.standin.views"):
        monkeypatch.setattr(f"{module}.demo_person", PEOPLE.get)
    people = [one for one in PEOPLE.values() if one.kind == "person"]
    monkeypatch.setattr("yiwang.adapters.identity.standin.views.demo_people", lambda: people)
    apply_city()
    cache.clear()
    options = {**connection.settings_dict["OPTIONS"], "assume_role": APP_ROLE}
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", options)
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {APP_ROLE}")
    yield site_settings
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")

"""What pages may speak to, and what the village agent's device is told."""

import pytest
from django.db import connection
from django.urls import reverse

from yiwang.engines.applications.models import DraftValue
from yiwang.foundations.people.models import Party
from yiwang.foundations.people.tests.factories import staff
from yiwang.foundations.scope.public import APP_ROLE

from ..services.queueing import counter_open
from .conftest import HALL, INTAKE, NOW, clerk

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
BRIDGE = "http://127.0.0.1:17600"


@pytest.fixture
def site(city, client, monkeypatch, settings):
    """A clerk's browser; the site has the rights of its database role only."""
    settings.YIWANG_DEMO, settings.ALLOWED_HOSTS = True, ["*"]
    client.force_login(staff("clerk", INTAKE, is_demo=True), backend=BACKEND)
    options = {**connection.settings_dict["OPTIONS"], "assume_role": APP_ROLE}
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", options)
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {APP_ROLE}")
    yield client
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def begun(client, channel="window:village"):
    """Somebody is there; answers the address of his page."""
    who = {"wanted": "公章刻制备案", "kind": "citizen_id", "number": "441299199005120121", "name": "李示范"}
    return client.post(reverse(channel), who).headers["Location"]


def test_only_pages_of_the_window_may_speak_to_devices(site):
    assert (
        f"connect-src 'self' {BRIDGE}" in site.get(reverse("window:start")).headers["Content-Security-Policy"]
    )
    for name in ("desk:inbox", "portal:home", "window:issue"):
        assert BRIDGE not in site.get(reverse(name)).headers["Content-Security-Policy"]


def test_what_the_device_sends_by_itself_is_kept_and_what_is_refused_is_said(site):
    page = begun(site)
    sent = {"v.shop.shop_name": "示范店", "v.shop.uscc": "1"}
    said = site.post(f"{page}save/", sent).json()
    assert list(said["errors"]) == ["v.shop.uscc"]
    assert "v.shop.shop_name" in said["shown"]
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    assert DraftValue.objects.get(element="shop_name").value == "示范店"


def test_a_matter_that_is_over_says_so_to_the_device(site):
    page = begun(site)
    site.post(page, {"go": "leave"})
    answer = site.post(f"{page}save/", {"v.shop.shop_name": "示范店"})
    assert (answer.status_code, answer.json()["over"]) == (409, True)


def test_who_is_refused_is_not_registered(site):
    who = {"wanted": "公章刻制备案", "kind": "citizen_id", "number": "441299199005120121", "name": "李示范"}
    himself = {"capacity": "mandate", "for_name": "李示范", "for_number": "441299199005120121"}
    assert "为自己办理请选“本人”" in site.post(reverse("window:start"), {**who, **himself}).content.decode()
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")
    assert not Party.objects.filter(name="李示范").exists()


def test_who_asks_for_a_counter_that_is_taken_keeps_the_own_one(city, client, acting, settings):
    settings.YIWANG_DEMO, settings.ALLOWED_HOSTS = True, ["*"]
    acting(clerk("other"), counter_open, HALL, "c2", now=NOW)
    client.force_login(staff("clerk", INTAKE, is_demo=True), backend=BACKEND)
    client.post(reverse("window:sit"), {"counter": f"{HALL}/c1"})
    page = client.post(reverse("window:sit"), {"counter": f"{HALL}/c2"}, follow=True)
    assert "已经有人值守" in page.content.decode()
    assert page.templates[0].name == "window/counter.html"  # not the one to choose a counter


def test_an_unknown_number_and_other_nonsense_is_a_sentence_on_the_page(site):
    wrong = {"wanted": "公章刻制备案", "kind": "citizen_id", "number": "441299199005120122", "name": "李示范"}
    assert "校验位不符" in site.post(reverse("window:start"), wrong).content.decode()
    page = site.post(
        reverse("window:start"), {**wrong, "kind": "nothing", "capacity": "king"}
    ).content.decode()
    assert "error-summary" in page

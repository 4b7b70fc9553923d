"""Every kind of hat against every page: each administrator has pages of their own; nobody else has any."""

import pytest
from django.urls import URLPattern, reverse

from yiwang.nets.collaboration.administration.urls import urlpatterns

SYSTEM, SECURITY, AUDIT = {"system"}, {"security"}, {"audit"}
TABLE = {
    "home": ("get", SYSTEM | SECURITY | AUDIT),
    "releases": ("get", SYSTEM),
    "changes": ("get", SYSTEM),
    "definitions": ("get", SYSTEM),
    "health": ("get", SYSTEM),
    "characters": ("get", SYSTEM),
    "accounts": ("get", SECURITY),
    "account": ("get", SECURITY),
    "make": ("post", SECURITY),
    "roster": ("get", SECURITY),
    "roster-take": ("post", SECURITY),
    "roster-template": ("get", SECURITY),
    "invite": ("post", SECURITY),
    "appoint": ("post", SECURITY),
    "end": ("post", SECURITY),
    "handover": ("get", SECURITY),
    "leave": ("post", SECURITY),
    "reopen": ("post", SECURITY),
    "resume": ("post", SECURITY),
    "reviews": ("get", SYSTEM | AUDIT),
    "review-start": ("post", SYSTEM),
    "review-mine": ("get", SECURITY | {"head"}),
    "review": ("get", SYSTEM | AUDIT),
    "emergency": ("get", {"chief"}),
    "emergencies": ("get", AUDIT),
    "emergency-look": ("get", AUDIT | {"head"}),
    "imports": ("get", SYSTEM | AUDIT),
    "import": ("get", SYSTEM | AUDIT),
    "import-taken": ("get", SYSTEM | AUDIT),
    "audit": ("get", AUDIT),
    "export": ("get", AUDIT),
}
HATS = ("system", "security", "audit", "supervisor", "officer", "head", "chief", "hatless", "citizen")


def address(name, people):
    parameters = {
        "definitions": {"release": 1, "kind": "item"},
        "end": {"account_id": people["officer"].pk, "appointment": 1},
        "resume": {"account_id": people["officer"].pk, "appointment": 1},
        "emergency-look": {"look_id": people["officer"].pk},
        "review": {"review_id": people["officer"].pk},
        "import": {"run_id": people["officer"].pk},
        "import-taken": {"run_id": people["officer"].pk, "what": "rejects-csv"},
        **{
            one: {"account_id": people["officer"].pk}
            for one in ("account", "appoint", "handover", "invite", "leave", "reopen")
        },
    }
    return reverse(f"administration:{name}", kwargs=parameters.get(name))


def ask(client, name, people):
    """The answer of one page; an act is asked for without what it needs, so that it does nothing."""
    return getattr(client, TABLE[name][0])(address(name, people))


def test_the_table_names_every_page():
    assert {one.name for one in urlpatterns if isinstance(one, URLPattern)} == TABLE.keys()


@pytest.mark.parametrize("hat", HATS)
def test_every_hat_against_every_page(site, enter, hat):
    client = enter(hat)
    opened = {name for name in TABLE if ask(client, name, site).status_code != 403}
    assert opened == {name for name, (_, allowed) in TABLE.items() if hat in allowed}


def test_strangers_are_sent_to_sign_in(site, client):
    answers = [ask(client, name, site) for name in TABLE]
    assert {answer.status_code for answer in answers} == {302}
    assert all(answer.url.startswith(reverse("people:sign-in")) for answer in answers)


def test_what_changes_something_is_not_done_by_opening_an_address(site, enter):
    posts = {name: min(allowed) for name, (method, allowed) in TABLE.items() if method == "post"}
    answers = {enter(hat).get(address(name, site)).status_code for name, hat in posts.items()}
    assert answers == {405}

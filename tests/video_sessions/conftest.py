"""The stand-in as on a demo site, a citizen's draft in the demo city, a clerk of its hall, and a hall that is open."""

from dataclasses import replace
from datetime import timedelta
from uuid import UUID

import pytest

from yiwang.adapters.video.stand_in import DemoVideo, pressed
from yiwang.engines.applications.public import draft_answer, draft_open
from yiwang.engines.applications.tests.conftest import NOW, city, city_for_all
from yiwang.engines.applications.tests.journeys import barber, persona
from yiwang.engines.video_sessions.models import VideoSession
from yiwang.engines.video_sessions.public import about_draft, video_ask, video_take
from yiwang.engines.video_sessions.selectors import offers
from yiwang.engines.video_sessions.services import providers
from yiwang.foundations.people.models import Account
from yiwang.foundations.people.public import actor_of
from yiwang.foundations.people.tests.factories import staff
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

__all__ = ["NOW", "city", "city_for_all"]
WORKER = system_actor("tests")
HALL = "441202-hall"
SOON = NOW + timedelta(minutes=2)


@pytest.fixture
def rooms(monkeypatch, settings):
    """The stand-in is the provider, as on a demo site."""
    settings.YIWANG_DEMO = True
    held = DemoVideo()
    monkeypatch.setattr(providers, "_providers", [held])
    return held


@pytest.fixture
def always_open(monkeypatch):
    """It is always within duty hours: pages go by the real clock."""
    monkeypatch.setattr(offers, "open_until", lambda _calendar, now: now + timedelta(hours=2))


def signed_in(actor, name="applicant"):
    """The same hat with an account of its own."""
    account = Account.objects.create_user(name, party_id=actor.parties[0], name="李示范")
    return replace(actor, account_id=account.pk)


def drafted(actor):
    """A draft of the barber's shop, with everything answered."""
    with as_actor(actor):
        view = draft_open(actor, "theme:open_barber_shop", now=NOW)
        for question, answer in persona().answers.items():
            view = draft_answer(actor, view.id, question, answer, now=NOW)
    return view


@pytest.fixture
def applicant(city):
    """A citizen with an account."""
    return signed_in(barber())


@pytest.fixture
def draft(applicant):
    """What he is filling in."""
    return drafted(applicant)


def clerk(username="clerk", post=f"{HALL}-reception-intake"):
    """Somebody who serves at the hall."""
    return actor_of(staff(username, post), now=NOW)


@pytest.fixture
def acting():
    """``acting(actor, act, …)`` does one act in a transaction of the actor's own, as a request would."""

    def act(actor, what, *args, **more):
        with as_actor(actor):
            return what(actor, *args, **more)

    return act


def asked(actor, draft_id, *, agreed=False, now=NOW, unit=HALL):
    """Ask to be met about a draft."""
    with as_actor(actor):
        return video_ask(actor, about_draft(actor, draft_id, now), unit, record_agreed=agreed, now=now)


def taken(desk, session, now=SOON):
    """Take who waits."""
    with as_actor(desk):
        return video_take(desk, session.id, now=now)


def held(session):
    """The session as it is written."""
    with as_actor(WORKER):
        return VideoSession.objects.get(id=session if isinstance(session, UUID) else session.id)


def press(session, side, what="join", now=SOON):
    """Somebody presses in the stand-in's room."""
    pressed(held(session).provider_number, side, what, now)


def met(desk, session):
    """Taken, and both are in the room."""
    row = taken(desk, session)
    for side in ("applicant", "desk"):
        press(session, side)
    return row

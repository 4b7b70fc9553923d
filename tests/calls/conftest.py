"""The stand-in as on a demo site, people of the hotline at their telephones, and an exchange's signed events."""

import itertools
from datetime import timedelta
from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from yiwang.adapters.telephony import stand_in, wire
from yiwang.adapters.telephony.stand_in import DemoExchange
from yiwang.engines.applications.tests.conftest import city, city_for_all
from yiwang.engines.calls.models import Call
from yiwang.engines.calls.public import call_event_take, seat_on
from yiwang.engines.calls.pure import Happening
from yiwang.engines.calls.services import exchanges
from yiwang.foundations.people.tests.factories import staff
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.service.hotline.tests.world import WORKER, hat

__all__ = ["city", "city_for_all"]
SEAT, DISPATCHER = "441200-hotline-service-seat", "441200-hotline-service-dispatcher"
RECORDER = "441200-hotline-service-recordings"
CENTRE, PHONE = "hotline", "10000000001"
_ids = itertools.count(1)


@pytest.fixture
def exchange(monkeypatch, settings):
    """The stand-in is the exchange, as on a demo site; no request of a browser is forged."""
    settings.YIWANG_DEMO, settings.ALLOWED_HOSTS = True, ["*"]
    monkeypatch.setattr(exchanges, "_exchanges", [DemoExchange()])


@pytest.fixture
def enter(city, exchange):
    """Sign in on a post of the city, each in a browser of its own."""

    def entered(post=SEAT, extension=""):
        client = Client()
        account = staff(f"t-{uuid4()}", post, is_demo=True)
        client.force_login(account, backend="allauth.account.auth_backends.AuthenticationBackend")
        if extension:
            client.post(reverse("hotline:seat-state"), {"do": "on", "extension": extension})
        return client

    return entered


def event(kind, call="C1", *, at=None, key="", **more):
    """What an exchange tells."""
    return Happening(key or f"E{next(_ids)}", kind, at or timezone.now(), call, "12345", PHONE, **more)


def tell(said, sent_at=None):
    """Tell it, as the exchange does."""
    now = timezone.now()
    signed = wire.signed(stand_in._secret(), CENTRE, said, sent_at or now)
    return call_event_take(CENTRE, signed, now=now)


def call_row(number="C1"):
    """A call as it is written."""
    with as_actor(WORKER):
        return Call.objects.get(exchange_number=number)


def clerk(extension, post=SEAT):
    """Somebody who sits at a telephone."""
    actor = hat(post)
    with as_actor(actor):
        seat_on(actor, extension, now=timezone.now())
    return actor


def ago(**span):
    """A moment ago."""
    return timezone.now() - timedelta(**span)

"""The event API: signed, once, in any order, soon; what is wrong is told, and what is forged changes nothing."""

import json
from dataclasses import replace
from datetime import timedelta
from itertools import permutations

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from yiwang.adapters.telephony import stand_in, wire
from yiwang.engines.calls.domain.folding import Fact, told_by
from yiwang.engines.calls.models import Call, CallEvent, CallTask
from yiwang.foundations.audit.models import AuditEvent
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.wire import Signed
from yiwang.nets.service.hotline.tests.world import WORKER

from .conftest import CENTRE, PHONE, ago, call_row, event, tell

pytestmark = pytest.mark.django_db


@pytest.fixture
def door(city, exchange):
    """A program without cookies, which no check of forged forms would let through."""
    client = Client(enforce_csrf_checks=True)

    def post(signed, centre=CENTRE):
        return client.post(
            reverse("call-event", args=[centre]), signed.body, content_type="application/json",
            headers={wire.HEADER: signed.signature},
        )  # fmt: skip

    return post


def signed(said=None, sent_at=None, centre=CENTRE):
    return wire.signed(stand_in._secret(), centre, said or event("ringing"), sent_at or timezone.now())


def raw(**fields):
    """A signed message whose fields are as given."""
    told = json.loads(signed().body) | fields
    body = json.dumps({key: value for key, value in told.items() if value is not ...}).encode()
    return Signed(body, wire.signature(stand_in._secret(), body))


def nothing():
    with as_actor(WORKER):
        return not Call.objects.exists() and not CallEvent.objects.exists()


def test_an_event_is_taken_once_however_often_it_is_sent(door):
    said = event("ringing")
    assert [door(signed(said)).json() for _ in range(3)] == [{"verdict": "taken"}] * 3
    with as_actor(WORKER):
        assert CallEvent.objects.count() == 1
    assert call_row().state == "ringing"


def test_an_id_that_was_used_for_something_else_is_refused(door):
    said = event("ringing", key="E-same")
    door(signed(said))
    for other in (replace(said, extension="8001"), replace(said, call="C2"), replace(said, kind="abandoned")):
        answer = door(signed(other))
        assert answer.status_code == 409 and "内容不同" in answer.json()["error"]
    assert call_row().state == "ringing" and call_row().extension == ""


def test_what_is_not_the_exchanges_to_the_last_byte_changes_nothing_and_is_written_down(door):
    good = signed()
    wrong = (
        Signed(good.body.replace(b"12345", b"12346"), good.signature),
        Signed(good.body, ""),
        Signed(good.body, "not base64 ☎".encode().decode("latin-1")),
        signed(sent_at=ago(minutes=6)),
        signed(sent_at=timezone.now() + timedelta(minutes=6)),
        signed(centre="other"),
    )
    assert [door(one).status_code for one in wrong] == [403] * 6
    assert door(good, centre="nobody").status_code == 403
    assert nothing()
    with as_actor(WORKER):
        assert AuditEvent.objects.filter(act="calls.event.refused").count() == 7
    assert door(good).status_code == 200


@pytest.mark.parametrize(
    ("fields", "word"),
    [
        ({"kind": "exploded"}, "kind"),
        ({"at": "yesterday"}, "at"),
        ({"at": "2027-01-12T10:00:00"}, "时区"),
        ({"at": "2999-01-12T10:00:00+08:00"}, "还没有到"),
        ({"call": ""}, "call"),
        ({"call": "C1; DROP"}, "call"),
        ({"number": 10000000001}, "number"),
        ({"kind": "recorded", "reference": ""}, "reference"),
        ({"kind": "recorded", "reference": "../../etc/passwd"}, "reference"),
        ({"id": ...}, "id"),
        ({"seconds": -1}, "seconds"),
        ({"seconds": True}, "seconds"),
        ({"extension": "八千"}, "extension"),
    ],
)
def test_what_cannot_be_understood_is_told_by_its_field(door, fields, word):
    answer = door(raw(**fields))
    assert answer.status_code == 400 and word in answer.json()["error"]
    assert nothing()


def test_no_object_too_long_and_not_json_are_told_apart(door):
    for body, status in ((b"[1]", 400), (b"\xff\xfe", 400), (b"[" * 9000, 400), (b"x" * 17000, 413)):
        assert door(Signed(body, wire.signature(stand_in._secret(), body))).status_code == status
    assert nothing()


def test_events_may_come_in_any_order(city, exchange):
    begun = ago(minutes=3)
    story = [
        event("ringing", at=begun, extension="8001"),
        event("answered", at=begun + timedelta(seconds=5), extension="8001"),
        event("held", at=begun + timedelta(seconds=30)),
        event("resumed", at=begun + timedelta(seconds=50)),
        event("ended", at=begun + timedelta(seconds=90)),
    ]
    for said in reversed(story):
        tell(said)
    row = call_row()
    assert (row.state, row.extension, row.rang_at) == ("ended", "8001", begun)
    assert (row.answered_at - row.rang_at, row.ended_at - row.rang_at) == (
        timedelta(seconds=5),
        timedelta(seconds=90),
    )


def test_every_order_of_a_call_tells_the_same_call():
    begun = ago(hours=1)
    kinds = ("ringing", "answered", "held", "abandoned", "recorded", "ended")
    facts = [Fact(kind, begun + timedelta(seconds=n), "8001", kind) for n, kind in enumerate(kinds)]
    assert len({told_by(order) for order in permutations(facts)}) == 1
    assert told_by(facts).state == "ended"


def test_who_hangs_up_before_and_is_answered_after_all_is_not_called_back(city, exchange):
    tell(event("ringing", at=ago(minutes=2)))
    tell(event("abandoned", at=ago(minutes=1)))
    with as_actor(WORKER):
        assert CallTask.objects.get().state == "waiting"
    tell(event("answered", at=ago(seconds=90), extension="8001"))
    with as_actor(WORKER):
        assert (CallTask.objects.get().state, CallTask.objects.get().outcome) == ("done", "came_again")


def test_the_number_stands_nowhere_in_clear(city, exchange):
    tell(event("ringing"))
    tell(event("joined", other="13800000009"))
    with as_actor(WORKER):
        row = Call.objects.get()
        assert PHONE not in row.number and row.number_blind
        rows = [
            *CallEvent.objects.values_list("detail", "digest"),
            *AuditEvent.objects.values_list("subject"),
        ]
    assert not [one for one in map(str, rows) if PHONE in one or "13800000009" in one]

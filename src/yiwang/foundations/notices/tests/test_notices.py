"""People are told once, in words without secrets, in the site at once and elsewhere when it is time."""

import uuid
from datetime import UTC, datetime, time, timedelta

import pytest
from django.core import mail
from django.db.utils import Error

from yiwang.foundations.notices.domain.quiet import quiet_until
from yiwang.foundations.notices.models import Notice, NoticeDelivery
from yiwang.foundations.notices.public import (
    NoGatewayError,
    NoticeCursor,
    SmsFailedError,
    deliver,
    notice_send,
    notices_for,
    notices_mark_read,
    notices_unread,
)
from yiwang.foundations.notices.pure import NOTICE_TEMPLATE
from yiwang.foundations.notices.services import delivering
from yiwang.foundations.outbox.models import OutboxMessage
from yiwang.foundations.outbox.public import Message
from yiwang.foundations.people.public import Account, Party
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import Actor, system_actor
from yiwang.loader import UnknownDefinition, load

from .conftest import NOON, PHONE

pytestmark = pytest.mark.django_db
DATA = {"number": "20261122-0007-3", "matter": "开理发店", "due": "2026年11月27日"}


def told(world, template="case_accepted", key="k", now=NOON, data=DATA, **to):
    return notice_send(template=template, data=data, key=key, now=now, world=world, **to)


def queued():
    """Deliver what waits in the outbox, as the worker would; returns the messages."""
    rows = [Message(m.id, m.topic, m.key, m.body, 1) for m in OutboxMessage.objects.order_by("id")]
    with as_actor(system_actor("outbox")):
        for row in rows:
            deliver(row)
    return rows


def test_a_party_is_told_in_the_site_at_once(world, party, me):
    assert told(world, party_id=party.id)
    with as_actor(me):
        notice = notices_for(me)[0]
    assert notice.title == "申请已受理"
    assert "事项：开理发店。" in notice.body
    assert notice.link == "/service/cases/20261122-0007-3/"
    assert not notice.is_read


def test_the_same_key_tells_once(world, party):
    assert told(world, party_id=party.id)
    assert not told(world, party_id=party.id)
    assert Notice.objects.count() == 1
    assert OutboxMessage.objects.count() == 1


def test_a_sentence_with_a_missing_value_is_left_out(world, party):
    told(world, party_id=party.id, data={})
    assert Notice.objects.get().body == "您的申请已受理，开始办理。"


def test_secret_numbers_never_stand_in_any_words(world, party):
    data = {"reason": f"请联系 {PHONE} 或 11010519491231002X", "number": "1"}
    told(world, "case_refused", party_id=party.id, data=data)
    queued()
    notice = Notice.objects.get()
    for text in (notice.title, notice.body, notice.sms):
        assert PHONE not in text
        assert "11010519491231002X" not in text
    assert "138" in notice.body


def test_nobody_sees_what_others_were_told(world, party, me):
    told(world, party_id=party.id)
    told(world, "case_due_soon", key="u", unit_id="approval")
    stranger = Actor(audience="citizen", account_id=uuid.uuid4(), parties=(uuid.uuid4(),))
    clerk = Actor(audience="staff", account_id=uuid.uuid4(), units=("approval",))
    for actor, titles in ((me, ["申请已受理"]), (stranger, []), (clerk, ["办件快到期"])):
        with as_actor(actor):
            assert [n.title for n in notices_for(actor)] == titles
            assert list(Notice.objects.values_list("title", flat=True)) == titles


def test_nobody_but_the_system_writes_notices(world, me):
    row = Notice(key="x", party_id=me.parties[0], template="t", title="t", body="b", created_at=NOON)
    with pytest.raises(Error), as_actor(me):
        Notice.objects.bulk_create([row])


def test_an_act_of_a_citizen_may_tell_somebody_else(world, party):
    other = Actor(audience="citizen", account_id=uuid.uuid4(), parties=(uuid.uuid4(),))
    with as_actor(other):
        assert told(world, party_id=party.id)


def test_reading_is_marked_per_account(world, party, me):
    told(world, party_id=party.id, key="1")
    told(world, party_id=party.id, key="2", now=NOON + timedelta(minutes=1))
    colleague = Actor(audience="citizen", account_id=uuid.uuid4(), parties=me.parties)
    with as_actor(me):
        assert notices_unread(me) == 2
        newest = notices_for(me)[0].id
        assert notices_mark_read(me, [newest], now=NOON) == 1
        assert notices_mark_read(me, [newest], now=NOON) == 1
        assert [n.is_read for n in notices_for(me)] == [False, True] and notices_for(me)[1].id == newest
        assert notices_unread(me) == 1
    with as_actor(colleague):
        assert notices_unread(colleague) == 2
        assert notices_mark_read(colleague, now=NOON) == 2
        assert notices_unread(colleague) == 0


def cursor(last):
    """Where the page after this notice begins."""
    return NoticeCursor(last.is_read, last.created_at, last.id)


def test_the_list_goes_on_by_key(world, party, me):
    for n in range(3):
        told(world, party_id=party.id, key=str(n), now=NOON + timedelta(minutes=n))
    with as_actor(me):
        first = notices_for(me, limit=2)
        rest = notices_for(me, after=cursor(first[-1]), limit=2)
    ages = [(NOON - n.created_at).total_seconds() for n in (*first, *rest)]
    assert ages == [-120, -60, 0]


class Recording:
    """A gateway that remembers what it was given."""

    name = "记事的网关"
    is_demo = True

    def __init__(self):
        self.sent = []

    def send(self, *, phone, text, key):
        self.sent.append((phone, text, key))
        return f"r{len(self.sent)}"


def test_a_text_message_goes_out_once_however_often_the_outbox_calls(world, party, monkeypatch):
    gateway = Recording()
    monkeypatch.setattr(delivering, "_gateways", [gateway])
    told(world, party_id=party.id)
    queued()
    queued()
    key = f"notice:{Notice.objects.get().id}"
    assert gateway.sent == [(PHONE, Notice.objects.get().sms, key)] and "已受理" in Notice.objects.get().sms
    delivery = NoticeDelivery.objects.get()
    assert (delivery.channel, delivery.state, delivery.attempts, delivery.reference) == (
        "sms",
        "sent",
        1,
        "r1",
    )


def test_an_account_is_told_by_e_mail(world, account):
    told(world, "case_refused", account_id=account.id, data={"reason": "场所不符"})
    queued()
    assert [(m.to, m.subject) for m in mail.outbox] == [(["a@example.invalid"], "决定已作出")]
    assert "场所不符" in mail.outbox[0].body
    states = dict(NoticeDelivery.objects.values_list("channel", "state"))
    assert states == {"email": "sent", "sms": "unreachable"}


def test_a_party_is_told_at_the_address_of_their_account(world, party):
    Account.objects.create(username="b", email="b@example.invalid", party_id=party.id)
    told(world, "case_refused", party_id=party.id, data={"reason": "场所不符"})
    queued()
    assert [m.to for m in mail.outbox] == [["b@example.invalid"]]


class Broken:
    name = "坏的网关"
    is_demo = True

    def send(self, *, phone, text, key):
        raise SmsFailedError("网关没有回答")


def test_a_failing_gateway_is_tried_again_by_the_outbox(world, party, monkeypatch):
    told(world, party_id=party.id)
    monkeypatch.setattr(delivering, "_gateways", [Broken()])
    with pytest.raises(SmsFailedError):
        queued()
    monkeypatch.setattr(delivering, "_gateways", [])
    with pytest.raises(NoGatewayError):
        queued()
    monkeypatch.setattr(delivering, "_gateways", [Recording()])
    queued()
    assert NoticeDelivery.objects.get().state == "sent"


def test_at_night_text_messages_wait_and_the_site_does_not(world, party, me):
    night = datetime(2026, 11, 22, 15, 30, tzinfo=UTC)
    told(world, party_id=party.id, now=night)
    assert OutboxMessage.objects.get().not_before == datetime(2026, 11, 23, 0, 0, tzinfo=UTC)
    with as_actor(me):
        assert notices_unread(me) == 1


def test_at_night_who_has_no_telephone_is_put_on_the_list_of_letters_at_once(world, party):
    Party.objects.filter(id=party.id).update(phone="")
    told(world, party_id=party.id, now=datetime(2026, 11, 22, 15, 30, tzinfo=UTC))
    assert OutboxMessage.objects.get().not_before != datetime(2026, 11, 23, 0, 0, tzinfo=UTC)


@pytest.mark.parametrize(
    ("hour", "held"),
    [
        ("21:59", None),
        ("22:00", "2026-11-23T08:00"),
        ("23:59", "2026-11-23T08:00"),
        ("00:00", "2026-11-22T08:00"),
        ("07:59", "2026-11-22T08:00"),
        ("08:00", None),
    ],
)
def test_quiet_hours_end_in_the_morning_that_comes_next(hour, held):
    now = datetime.fromisoformat(f"2026-11-22T{hour}+08:00")
    until = quiet_until(now, time(22), time(8), "Asia/Shanghai")
    assert (until and f"{until:%Y-%m-%dT%H:%M}") == held


def test_quiet_hours_may_lie_within_a_day_or_not_be_at_all():
    now = datetime.fromisoformat("2026-11-22T13:00+08:00")
    assert quiet_until(now, time(12), time(14), "Asia/Shanghai").hour == 14
    assert quiet_until(now, None, None, "Asia/Shanghai") is None


@pytest.mark.parametrize("to", [{}, {"account_id": uuid.uuid4(), "unit_id": "x"}])
def test_a_notice_has_exactly_one_receiver(world, to):
    with pytest.raises(ValueError, match="一个收件人"):
        told(world, **to)


def test_a_title_without_its_value_and_an_unknown_notice_are_told(world, party):
    with pytest.raises(ValueError, match="标题"):
        told(world, "application_signature_asked", party_id=party.id, data={})
    with pytest.raises(UnknownDefinition):
        told(world, "nothing", party_id=party.id)


@pytest.mark.parametrize(
    ("yaml", "code"),
    [
        ("title: 甲{x}\nbody: [乙]\n", "notice.hole"),
        ("title: 甲\nbody: [请拨打 13800000001]\n", "notice.secret"),
        ("title: 甲\nbody: [乙]\nchannels: [in_app, sms]\n", "notice.sms"),
    ],
)
def test_a_wrong_template_is_told_to_its_author(tmp_path, yaml, code):
    (tmp_path / "tiny" / "notices").mkdir(parents=True)
    (tmp_path / "tiny" / "pack.yaml").write_text('id: tiny\nversion: "1"\ntitle: 小\n')
    (tmp_path / "tiny" / "notices" / "a.yaml").write_text(yaml)
    assert code in {p.code for p in load(tmp_path / "tiny", (NOTICE_TEMPLATE,)).problems}


def test_notices_of_one_instant_are_neither_lost_nor_shown_twice(world, party, me):
    for n in range(5):
        told(world, party_id=party.id, key=str(n))
    with as_actor(me):
        whole, pages, after = notices_for(me), [], None
        while page := notices_for(me, after=after, limit=2):
            pages, after = [*pages, *page], cursor(page[-1])
    assert pages == whole and len({n.id for n in whole}) == 5

"""Platforms: what they send is one demand under their number, and every status comes back to them in its order."""

from datetime import timedelta

import pytest
from django.test import Client
from django.urls import reverse
from django.utils import timezone

from yiwang.adapters.channels import signing
from yiwang.adapters.channels.models import DemoOrder
from yiwang.adapters.channels.stand_in import DemoPlatform, refuses_set
from yiwang.engines.cases.models import Case
from yiwang.engines.tellings.public import Telling, tellings_tell_due
from yiwang.foundations.notices.models import Notice
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.wire import Signed
from yiwang.nets.service.hotline.models import HotlineCaller, HotlineDemand
from yiwang.nets.service.hotline.public import channel_use
from yiwang.nets.service.hotline.pure import ChannelOrder
from yiwang.nets.service.hotline.services import channels
from yiwang.nets.service.hotline.tests.test_pages import enter
from yiwang.nets.service.hotline.tests.world import HOTLINE_UNIT, NOW, WORKER, move

__all__ = ["enter"]
pytestmark = pytest.mark.django_db
DISPATCHER, CHECKER = "441200-hotline-service-dispatcher", "441200-hotline-service-checker"
OFFICER = "441202-urban-approval-officer"
CHANNEL = "yueshangtong"


@pytest.fixture
def platform(city, settings):
    """The stand-in in use, and a program without cookies."""
    settings.ALLOWED_HOSTS, settings.YIWANG_DEMO = ["*"], True
    channel_use(DemoPlatform())
    return Client(enforce_csrf_checks=True)


def order(**more):
    return ChannelOrder(**{"number": "YST-2026-001", "kind": "投诉", "category": "审批", "title": "审批太慢",
                           "words": "等了两个月。", "phone": "10000000001", "name": "李示范", **more})  # fmt: skip


def send(client, held=None, channel=CHANNEL, signed=None):
    """A message over HTTP; the stand-in's book knows the order."""
    signed = signed or signing.signed(CHANNEL, held or order())
    return client.post(
        reverse("channel-message", args=[channel]), signed.body, content_type="application/json",
        headers={"X-Channel-Signature": signed.signature},
    )  # fmt: skip


def known(number="YST-2026-001"):
    """The stand-in's book has the order, so that it takes its statuses."""
    with as_actor(WORKER):
        DemoOrder.objects.create(number=number, channel=CHANNEL, title="审批太慢", at=NOW)


def told(number="YST-2026-001"):
    with as_actor(WORKER):
        return [one["word"] for one in DemoOrder.objects.get(number=number).statuses]


def case():
    with as_actor(WORKER):
        return Case.objects.get(type="hotline_demand")


def test_a_platforms_order_is_a_demand_in_the_packs_words_once_for_its_number(platform):
    first, again = send(platform), send(platform)
    assert first.status_code == 200 and first.json() == again.json() == {"verdict": case().number}
    with as_actor(WORKER):
        held = HotlineDemand.objects.get()
        assert (held.type, held.category, held.channel, held.line) == (
            "complaint",
            "c1308",
            "platform",
            "enterprise",
        )
        assert HotlineCaller.objects.count() == 1
    other = send(platform, order(words="完全不同的一件事。"))
    assert other.status_code == 409 and "error" in other.json()


def test_what_is_not_the_platforms_is_not_taken(platform):
    good = signing.signed(CHANNEL, order())
    forged = Signed(good.body.replace("两个月".encode(), "三个月".encode()), good.signature)
    for answer in (
        send(platform, signed=forged),
        send(platform, signed=good, channel="wanqi"),
        send(platform, signed=good, channel="nobody"),
    ):
        assert answer.status_code == 403
    assert send(platform, signed=Signed(b"x" * 20000, "")).status_code == 413
    assert send(platform, order(words="")).status_code == 409
    with as_actor(WORKER):
        assert not HotlineDemand.objects.exists()


def test_every_status_comes_back_in_its_order_and_once(platform):
    known()
    send(platform)
    outbox_drain(50)
    move(DISPATCHER, case(), "dispatch", unit="441202-urban")
    move(OFFICER, case(), "sign")
    move(OFFICER, case(), "reply", reply="正在办。")
    outbox_drain(50)
    assert told() == ["已受理", "已转办", "办理中"], "a state the platform has no word for is not told"
    outbox_drain(50)
    tellings_tell_due(NOW + timedelta(days=1))
    assert told() == ["已受理", "已转办", "办理中"]


def test_what_is_refused_is_shown_and_told_to_the_hotline_and_goes_in_order_with_one_press(platform, enter):
    known()
    send(platform)
    outbox_drain(50)
    refuses_set("YST-2026-001", refuses=True)
    move(DISPATCHER, case(), "dispatch", unit="441202-urban")
    move(OFFICER, case(), "sign")
    outbox_drain(50)
    assert told() == ["已受理"]
    dispatcher = enter(DISPATCHER)
    text = dispatcher.get(reverse("hotline:channels")).content.decode()
    assert "YST-2026-001" in text and "演示平台没有收" in text and "2 个状态等着回传" in text
    row, last = untold()
    assert row.refused_at and last.refused_at and row.unit_id == last.unit_id == HOTLINE_UNIT
    with as_actor(WORKER):
        assert Notice.objects.filter(template="external_untold", unit_id=HOTLINE_UNIT).count() == 1
    refuses_set("YST-2026-001", refuses=False)
    assert tellings_tell_due(NOW + timedelta(days=1)) == 0, "what was refused waits for a person"
    dispatcher.post(reverse("hotline:channel-again", args=[row.id]))
    assert told() == ["已受理", "已转办", "办理中"]
    assert "都送到了" in dispatcher.get(reverse("hotline:channels")).content.decode()


def test_what_was_refused_of_several_demands_goes_with_one_press(platform, enter):
    for number in ("YST-1", "YST-2"):
        send(platform, order(number=number))
    outbox_drain(50)
    page, dispatcher = reverse("hotline:channels"), enter(DISPATCHER)
    assert "不收的有 2 件" in dispatcher.get(page).content.decode(), "the stand-in knows no such number yet"
    known("YST-1"), known("YST-2")
    again = reverse("hotline:channel-all-again")
    assert "没有您岗位" in dispatcher.post(again, {"recipient": "x\x00"}, follow=True).content.decode()
    assert "已安排再送" in dispatcher.post(again, {"recipient": CHANNEL}, follow=True).content.decode()
    assert tellings_tell_due(timezone.now()) == 2 and told("YST-1") == told("YST-2") == ["已受理"]
    assert "都送到了" in dispatcher.get(page).content.decode()


def test_a_platform_that_does_not_answer_is_told_in_order_once_it_is_back(platform, monkeypatch):
    known()
    send(platform)
    monkeypatch.setattr(channels, "_gateways", {})
    outbox_drain(50)
    move(DISPATCHER, case(), "dispatch", unit="441202-urban")
    outbox_drain(50)
    first, second = untold()
    assert "还没有接上" in first.trouble and second.tries == 0, "what stands behind waits for its turn"
    monkeypatch.undo()
    channel_use(DemoPlatform())
    assert tellings_tell_due(first.next_at - timedelta(seconds=1)) == 0, "not before its time"
    assert tellings_tell_due(first.next_at) == 2 and told() == ["已受理", "已转办"]


def untold():
    with as_actor(WORKER):
        return list(Telling.objects.filter(told_at=None).order_by("seq"))


def test_others_neither_see_nor_send_what_waits(platform, enter):
    checker = enter(CHECKER)
    send(platform)
    outbox_drain(50)
    (row,) = untold()
    again = reverse("hotline:channel-again", args=[row.id])
    assert [checker.get(reverse("hotline:channels")).status_code, checker.post(again).status_code] == [
        403,
        403,
    ]
    assert checker.post(reverse("externals:told-again", args=[row.id])).status_code == 404
    assert row.number not in checker.get(reverse("externals:home")).content.decode()


def test_the_stand_ins_page_sends_and_is_there_on_demo_sites_only(platform, settings):
    page = reverse("demo-channel", args=[CHANNEL])
    client = Client()
    said = {
        "kind": "求助",
        "category": "用工",
        "title": "招不到人",
        "words": "缺二十名工人。",
        "phone": "10000000001",
    }
    assert client.post(page, said).status_code == 302
    outbox_drain(50)
    text = client.get(page).content.decode()
    assert "招不到人" in text and "已受理" in text and "演示" in text
    settings.YIWANG_DEMO = False
    assert client.get(page).status_code == 404

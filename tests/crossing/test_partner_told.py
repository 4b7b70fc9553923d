"""跨省通办: the hall elsewhere handed a matter in by its own system, and is told by itself how it turns."""

import json
from datetime import timedelta

import pytest
from django.urls import reverse
from django.utils import timezone

from yiwang.adapters.exchange.partner import DemoPartner, mood_set, news
from yiwang.engines.applications.tests.conftest import city_world
from yiwang.engines.applications.tests.test_issuing import head_of
from yiwang.engines.cases.models import CaseUnit
from yiwang.engines.cases.public import case_move, case_tell, case_timeline, cases_visible_to
from yiwang.engines.cases.tests.world import citizen
from yiwang.engines.catalog.definitions.telling import check_tells
from yiwang.engines.catalog.pure import PARTNER, Tells
from yiwang.engines.externals.services import gateways
from yiwang.engines.tellings.public import (
    RecipientSilent,
    Telling,
    TellingNotVisible,
    telling_again,
    tellings_tell_due,
    told_state,
)
from yiwang.foundations.notices.models import Notice
from yiwang.foundations.outbox.models import OutboxMessage
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.people.tests.factories import staff
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.nets.service.window.tests.conftest import city
from yiwang.nets.service.window.tests.test_crossing import BACKEND, agreed_otherwise, under
from yiwang.nets.service.window.tests.test_partner_systems import acceptance, program, sent
from yiwang.nets.service.window.tests.test_receiving import BARBER

__all__ = ["agreed_otherwise", "city", "under"]
pytestmark = pytest.mark.django_db
WORKER = system_actor("tests")
THEIRS = "WZ-2026-0001"


class Ear:
    """A partner's system in memory: what it heard, in order; ``deaf`` and it does not answer."""

    id, title, is_demo = "demo-partner", "梧州", True

    def __init__(self):
        self.heard, self.deaf, self.dies = [], False, False

    def tell(self, address, key, said):
        if self.deaf:
            raise RecipientSilent("没有应答。")
        self.heard.append((key, json.loads(said.body)))
        if self.dies:
            self.dies = False
            raise KeyboardInterrupt

    def page(self):
        return ""

    @property
    def words(self):
        return [event["data"]["word"] for _, event in self.heard]


@pytest.fixture
def wuzhou(city, monkeypatch, settings):
    """The partner's system: as a program that hands in, and as an ear."""
    settings.ALLOWED_HOSTS, settings.YIWANG_DEMO = ["*"], True
    ear = Ear()
    monkeypatch.setattr(gateways, "_partners", {ear.id: ear})
    return ear


def handed_in():
    """A shop's registration from the partner's system; gives its case."""
    answer = sent(program())
    assert answer.status_code == 201, answer.content.decode()
    outbox_drain(100)
    return case_now(answer.json()["number"])


def case_now(number):
    with as_actor(WORKER):
        return cases_visible_to(WORKER).get(number=number)


def act(case, name, actor=None, **data):
    actor = actor or head_of(case.owner_unit_id)
    with as_actor(actor):
        case_move(actor=actor, case_id=case.id, act=name, data=data, now=timezone.now())


def done(case, name, actor=None, **data):
    act(case, name, actor, **data)
    outbox_drain(200)


def rows():
    with as_actor(WORKER):
        return list(Telling.objects.order_by("id"))


def test_every_turn_is_told_to_the_end_and_nothing_after_it(wuzhou):
    case = handed_in()
    assert wuzhou.heard == [], "that it was handed in the partner knows itself"
    done(case, "remark", remarks=[{"what": "经营场所证明", "why": "看不清", "how": "重新拍照"}])
    done(case, "supply", citizen(case.party_id), answer="已重拍")
    done(case, "complete_intake")
    done(case, "start_special", kind="inspection", ground="现场检验", expected="约 5 个工作日")
    done(case, "end_special", outcome="合格")
    assert wuzhou.words == ["待补正", "已补正", "已受理", "暂停计时", "恢复计时"]
    done(case, "propose", opinion="approve", grounds="材料齐全")
    done(case, "approve")
    assert wuzhou.words[5:] == ["准予", "待领取", "办结"]
    with as_actor(WORKER):
        case_tell(actor=WORKER, case_id=case.id, act="video.noted", text="结束以后", now=timezone.now())
    outbox_drain(100)
    tellings_tell_due(timezone.now() + timedelta(days=9))
    assert len(wuzhou.heard) == 8 and {row.told_at is None for row in rows()} == {False}


def test_what_is_told_is_two_numbers_a_word_and_a_sentence_and_nobodys_data(wuzhou):
    case = handed_in()
    done(case, "remark", remarks=[{"what": f"{BARBER.name}的身份证", "why": "过期", "how": "换证"}])
    (key, event) = wuzhou.heard[0]
    assert key == event["id"] and (event["specversion"], event["subject"]) == ("1.0", THEIRS)
    assert set(event["data"]) == {"number", "their_number", "seq", "word", "sentence"}
    assert (event["data"]["number"], event["data"]["their_number"]) == (case.number, THEIRS)
    said = json.dumps(event, ensure_ascii=False)
    assert not any(secret in said for secret in (BARBER.name, BARBER.id_number, BARBER.phone))


@pytest.mark.parametrize(
    ("name", "word"), [("withdraw", "已撤回"), ("decline", "不予受理")]
)  # fmt: skip
def test_an_end_of_another_kind_is_told_too(wuzhou, name, word):
    case = handed_in()
    if name == "withdraw":
        done(case, name, citizen(case.party_id), reason="不办了")
    else:
        done(case, name, ground="not_competent", explanation="不归本机关", direction="")
    assert wuzhou.words == [word]
    entries = case_timeline(head_of(case.owner_unit_id), case.id, timezone.now()).entries
    assert [word in one.note for one in entries if one.act == "external.told"] == [True]


def test_a_worker_killed_between_tells_it_again_under_the_same_key(wuzhou):
    case = handed_in()
    act(case, "complete_intake")
    wuzhou.dies = True
    with pytest.raises(KeyboardInterrupt):
        outbox_drain(200)
    assert [row.told_at for row in rows()] == [None], "nobody knows whether it arrived"
    with as_actor(WORKER):
        OutboxMessage.objects.filter(done_at=None).update(not_before=timezone.now() - timedelta(seconds=1))
    outbox_drain(200)
    keys = [key for key, _ in wuzhou.heard]
    assert len(keys) == 2 and len(set(keys)) == 1
    outbox_drain(200)
    tellings_tell_due(timezone.now() + timedelta(hours=2))
    assert len(wuzhou.heard) == 2 and rows()[0].told_at


def test_a_partner_that_does_not_answer_is_left_alone_and_told_in_order_later(wuzhou):
    case = handed_in()
    wuzhou.deaf = True
    done(case, "complete_intake")
    done(case, "start_special", kind="inspection", ground="现场检验", expected="约 5 个工作日")
    first, second = rows()
    assert (first.tries, second.tries) == (1, 0), (
        "one message tries the line, what comes later waits behind it"
    )
    assert tellings_tell_due(timezone.now()) == 0 and rows()[0].tries == 1, "it is left alone for a while"
    later = timezone.now() + timedelta(minutes=2)
    assert tellings_tell_due(later) == 0 and [row.tries for row in rows()] == [2, 0]
    wuzhou.deaf = False
    assert tellings_tell_due(later) == 0, "longer each time"
    assert tellings_tell_due(later + timedelta(minutes=5)) == 2 and wuzhou.words == ["已受理", "暂停计时"]


def test_what_was_handed_in_elsewhere_or_at_a_hall_of_ours_is_told_to_nobody(wuzhou):
    ours = sent(program(), acceptance(their_number="WZ-2026-0009")).json()["number"]
    case = case_now(ours)
    mine = CaseUnit.objects.filter(case_id=case.id, part="intake")
    assert mine.update(unit_id="441202-hall-reception") == 1  # as if a hall of the city had received it
    done(case, "complete_intake")
    assert wuzhou.heard == [] and rows() == []


def test_a_partner_without_an_address_is_not_told_and_asks(wuzhou, agreed_otherwise):
    agreed_otherwise({"tells": None})
    client = program()
    number = sent(client).json()["number"]
    done(case_now(number), "complete_intake")
    assert rows() == [] and wuzhou.heard == []
    assert client.get(f"/api/v1/partner-acceptances/{THEIRS}").json()["state"] == "accepted"


@pytest.fixture
def stand_in(wuzhou, monkeypatch):
    """The labelled stand-in instead of the ear."""
    monkeypatch.setattr(gateways, "_partners", {DemoPartner.id: DemoPartner()})


def test_what_the_partner_refuses_is_seen_by_its_unit_which_sends_it_again(stand_in, client):
    case = handed_in()
    mood_set("refuse")
    done(case, "complete_intake")
    (row,) = rows()
    assert row.refused_at and "不收" in row.trouble
    with as_actor(WORKER):
        assert Notice.objects.filter(template="external_untold").exists()
        assert (told_state(WORKER).refused, told_state(WORKER).well) == (1, False)
    stranger = head_of("441202-health-approval")
    with as_actor(stranger):
        assert not Telling.objects.exists(), "the database itself shows it to no other unit"
        with pytest.raises(TellingNotVisible):
            telling_again(stranger, row.id, now=timezone.now())
    client.force_login(staff("market", "441202-market-approval-officer", is_demo=True), backend=BACKEND)
    page = client.get(reverse("externals:home")).content.decode()
    assert "告诉合作大厅" in page and case.number in page and row.trouble in page
    mood_set("take")
    client.post(reverse("externals:told-again", args=[row.id]))
    assert [one.word for one in news()] == ["已受理"] and rows()[0].told_at
    assert case.number not in client.get(reverse("externals:home")).content.decode()
    assert THEIRS in client.get(reverse("demo-partner")).content.decode()


def turn(to, **more):
    return {"case_type": "service_item", "to": to, "word": "一步", **more}


@pytest.mark.parametrize(
    ("spoil", "rule", "words"),
    [
        (lambda turns: turns[:-1], "partner.tells_end", "（not_reached）就结束了"),
        (lambda turns: [*turns, turns[0]], "partner.tells_twice", "写了两次"),
        (lambda turns: [*turns, turn("nowhere")], "partner.tells_state", "没有状态“nowhere”"),
        (lambda turns: [*turns, turn("special", came_from="x")], "partner.tells_state", "没有状态“x”"),
        (lambda turns: [*turns, turn("closed", case_type="mediation")], "partner.tells_type", "mediation"),
    ],
)
def test_what_is_wrong_with_how_a_partner_is_told_is_said(spoil, rule, words):
    world = city_world()
    (partner,) = world.all(PARTNER).values()
    assert list(check_tells(partner, world)) == []
    turns = [one.model_dump() for one in partner.tells.turns]
    told = partner.model_copy(update={"tells": Tells(gateway="x", turns=spoil(turns))})
    found = [(one.code, one.what) for one in check_tells(told, world)]
    assert any(got == rule and words in what for got, what in found), found

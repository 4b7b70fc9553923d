"""Pages of mediation: asking from a phone, taking at a desk, the mediator's page, one's own page and signing there."""

from uuid import uuid4

import pytest
from django.test import Client
from django.urls import reverse

from yiwang.foundations.people.models import Account
from yiwang.foundations.people.tests.factories import staff

from .world import HEAD, MEDIATOR, OTHER, WRITTEN, asked, case_of, citizen, move, signing

pytestmark = pytest.mark.django_db
BACKEND = "allauth.account.auth_backends.AuthenticationBackend"
PLACE = "端州区城东街道杏花社区居委会"
CADRE = "441202001002-village-agent"


@pytest.fixture
def enter(city, settings):
    """Sign in as somebody on a post, or as a citizen: each in a browser of their own."""
    settings.YIWANG_DEMO, settings.ALLOWED_HOSTS = True, ["*"]

    def entered(who):
        name, is_staff = f"t-{uuid4()}", isinstance(who, str)
        account = (
            staff(name, who, is_demo=True)
            if is_staff
            else Account.objects.create_user(name, party_id=who.parties[0], is_demo=True)
        )
        client = Client()
        client.force_login(account, backend=BACKEND)
        return client

    return entered


def form(**more):
    """What somebody types."""
    return {"key": str(uuid4()), "type": "damage", "words": "牛蛙死了，要的赔偿太多。", "place_of": PLACE,
            "other_name": OTHER, "speech": "cantonese", "consents": "on", **more}  # fmt: skip


def text_of(answer, status=200):
    assert answer.status_code == status, answer
    return answer.content.decode()


def test_a_citizen_asks_on_one_page_and_follows_it(enter):
    client = enter(citizen())
    assert "不妨碍去法院" in text_of(client.get(reverse("mediation:ask")))
    text = text_of(client.post(reverse("mediation:ask"), form()))
    assert "请留意接听" in text and "已同时通知公安" not in text
    assert "牛蛙死了" in text_of(client.get(reverse("mediation:mine")))


def test_what_is_wrong_is_said_and_what_was_typed_stays(enter):
    client = enter(citizen())
    text = text_of(client.post(reverse("mediation:ask"), form(place_of="火星")))
    assert "没有办成" in text and "牛蛙死了" in text and OTHER in text
    assert "打开得太久" in text_of(client.post(reverse("mediation:ask"), form(key="x")))


def test_danger_is_told_on_the_page(enter):
    text = text_of(enter(citizen()).post(reverse("mediation:ask"), form(dangers=["weapon"])))
    assert "已同时通知公安和镇街" in text and "110" in text


def test_where_nobody_is_there_to_be_told_the_page_says_so(enter, monkeypatch):
    monkeypatch.setattr(
        "yiwang.nets.governance.mediation.services.asking.alarm_units", lambda rules, place: ()
    )
    text = text_of(enter(citizen()).post(reverse("mediation:ask"), form(dangers=["weapon"])))
    assert "已同时通知" not in text and "没有通知到人" in text and "请马上拨打 110" in text


def test_a_cadre_takes_it_at_the_desk(enter):
    client = enter(CADRE)
    more = {"own_name": "黎示范", "own_phone": "10000000003", "source": "desk"}
    assert "请告诉申请人留意接听" in text_of(client.post(reverse("mediation:take"), form(**more)))
    assert client.get(reverse("mediation:cases")).status_code == 403


def test_the_mediator_sees_the_sides_after_saying_why(enter):
    made, _ = asked()
    client, address = enter(MEDIATOR), reverse("mediation:case", args=[made.number])
    assert made.number in text_of(client.get(reverse("mediation:cases")))
    text = text_of(client.get(address))
    assert "药罐爆裂" in text and OTHER not in text
    assert "没有办成" in text_of(client.post(address, {"purpose": " "}))
    text = text_of(client.post(address, {"purpose": "联系"}))
    assert OTHER in text and "tel:10000000002" in text


def test_everybody_signs_the_head_seals_and_the_papers_can_be_taken(enter):
    made, who = signing()
    own, desk = enter(who), enter(MEDIATOR)
    page, sign = reverse("mediation:own", args=[made.number]), reverse("mediation:sign", args=[made.number])
    text = text_of(own.get(page))
    digest = text.split('name="digest" value="')[1].split('"')[0]
    own.post(page, {"digest": digest})
    own.post(page, {"digest": digest, "agreed": "on"})
    assert "申请人" in text_of(desk.get(reverse("mediation:case", args=[made.number]))).split("已签名")[1]
    assert "没有办成" in text_of(desk.post(sign, {"role": "other", "typed": "别人", "checked": "on"}))
    desk.post(sign, {"role": "other", "typed": OTHER, "checked": "on"})
    desk.post(sign, {"role": "mediator", "typed": "黄调解"})
    assert case_of(made).state == "sealing"
    for name, client in (("agreement", desk), ("own-agreement", own)):
        answer = client.get(reverse(f"mediation:{name}", args=[made.number]))
        assert b"".join(answer.streaming_content).startswith(b"%PDF")
    move(HEAD, made, "take_effect")
    assert enter(HEAD).get(reverse("mediation:dossier", args=[made.number])).status_code == 200


def test_strangers_are_told_that_there_is_nothing(enter):
    made, _ = signing()
    other, desk = enter(citizen("何示范", "441299198502020020")), enter("441202001003-village-agent")
    for name in ("own", "own-agreement"):
        assert other.get(reverse(f"mediation:{name}", args=[made.number])).status_code == 404
    for name in ("case", "agreement", "dossier"):
        assert desk.get(reverse(f"mediation:{name}", args=[made.number])).status_code == 403
    far = enter("441202003-mediation-mediator")
    for name in ("case", "agreement", "dossier"):
        assert far.get(reverse(f"mediation:{name}", args=[made.number])).status_code == 404


def test_what_changed_meanwhile_is_not_signed(enter):
    made, who = signing()
    own, page = enter(who), reverse("mediation:own", args=[made.number])
    move(MEDIATOR, made, "talk_again", reason="数额")
    move(MEDIATOR, made, "draft_agreement", **{**WRITTEN, "terms": ["赔偿八万元"]})
    answer = own.post(page, {"digest": "0" * 64, "agreed": "on"}, follow=True)
    assert "变了" in text_of(answer) and "赔偿八万元" in text_of(answer)


def test_who_was_refused_reads_which_ways_are_left(enter):
    made, who = asked()
    move(MEDIATOR, made, "contacted", how="电话")
    move(MEDIATOR, made, "other_refuses", how="phone", said="不调解", told="可以起诉。")
    text = text_of(enter(who).get(reverse("mediation:own", args=[made.number])))
    assert "还可以走的路" in text and "起诉" in text and "不调解" not in text.replace("对方不愿意调解", "")


def test_the_page_of_the_case_leads_to_the_mediations_own(enter):
    made, who = asked()
    text = text_of(enter(MEDIATOR).get(reverse("desk:case", args=[made.number])))
    assert reverse("mediation:case", args=[made.number]) in text
    text = text_of(enter(who).get(reverse("portal:case", args=[made.number])))
    assert reverse("mediation:own", args=[made.number]) in text


def test_who_was_told_of_danger_sees_the_sides_and_no_links_that_are_closed_to_them(enter):
    made, _ = asked(dangers=("weapon",))
    police, address = enter("441202-police-office-duty"), reverse("mediation:case", args=[made.number])
    text = text_of(police.post(address, {"purpose": "处置警情"}))
    assert OTHER in text and reverse("mediation:dossier", args=[made.number]) not in text

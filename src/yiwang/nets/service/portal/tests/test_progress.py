"""Progress without a login: one answer for right and wrong, a code that serves once, and nothing about the person."""

import re
from datetime import datetime, timedelta, timezone
from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from django.urls import reverse

from yiwang.engines.applications.tests.conftest import person
from yiwang.engines.cases.models import Case
from yiwang.engines.cases.public import CaseSeed, PartyPart, UnitPart, case_move, case_open_tree
from yiwang.foundations.audit.public import access_log_for
from yiwang.foundations.keys.public import decrypt
from yiwang.foundations.notices.models import PhoneCode
from yiwang.foundations.notices.public import codes_forget, party_silence
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.scope.public import APP_ROLE, as_actor
from yiwang.kernel.actor import PUBLIC, Actor, system_actor
from yiwang.nets.service.portal.domain.progress import ProgressRefused
from yiwang.nets.service.portal.services import progress_ask, progress_look

pytestmark = pytest.mark.django_db
WORKER = system_actor("tests")
PHONE = "10000000001"


def now():
    return datetime.now(timezone(timedelta(hours=8)))


@pytest.fixture
def who(city):
    return person("李示范", "441299199005120121", PHONE)


@pytest.fixture
def number(who):
    return opened(who)


def opened(who, at=None, told="租赁合同缺页，李示范请补"):
    """A case whose unit asks for a supplement, as the number on the slip."""
    unit, at = "441202-health-approval", at or now()
    seed = CaseSeed(key="one", type="service_item", subject="hygiene_licence", title="李示范的卫生许可",
                    parties=(PartyPart(who.parties[0]),), units=(UnitPart(unit),))  # fmt: skip
    case_id = case_open_tree(actor=who, root=seed, key=str(uuid4()), now=at).root_id
    clerk = Actor("staff", uuid4(), f"post:{unit}-officer", "审批员", (unit,), unit,
                  frozenset({"officer", "case.act.remark", "case.act.intake"}))  # fmt: skip
    remarks = [{"about": "场所证明", "what": told, "mend": "补齐后上传"}]
    case_move(actor=clerk, case_id=case_id, act="remark", data={"remarks": remarks}, now=at)
    with as_actor(WORKER):
        return Case.objects.get(id=case_id).number


def ask(number, phone=PHONE, address="192.0.2.1", at=None):
    with as_actor(PUBLIC):
        return progress_ask(number, phone, address=address, now=at or now())


def texts():
    """What phones have got by now, oldest first."""
    outbox_drain(50)
    with as_actor(WORKER), connection.cursor() as cursor:
        cursor.execute("SELECT text FROM sms_message ORDER BY id")
        return [text for (text,) in cursor.fetchall() if "查您办的" in text]


def code_in(text):
    return re.search(r"验证码 (\d{6})", text)[1]


def test_number_and_phone_give_a_code_and_the_code_gives_stages_without_names_or_papers(who, number):
    asked = ask(f" {number} ", "１０００ ０００ ０００１")
    (text,) = texts()
    assert number in text and "公共场所卫生许可" in text and "12345" in text and "李示范" not in text
    with as_actor(PUBLIC):
        found = progress_look(asked, code_in(text), now=now())
    (stage,) = found.stages
    assert stage.title.startswith("公共场所卫生许可") and stage.supply and stage.supply_by
    assert "李示范" not in repr(found) and "租赁" not in repr(found)
    assert any("不登录查进度" in row.purpose for row in access_log_for(who.parties[0]))


def test_what_does_not_match_gets_the_same_answer_and_no_message(who, number):
    other = person("王示范", "441299198503030028", "10000000002")
    for pair in ((number, "10000000002"), (opened(other), PHONE), (number[:-1] + "x", PHONE)):
        if pair[0].endswith("x"):
            with pytest.raises(ProgressRefused):
                ask(*pair)
            continue
        asked = ask(*pair)
        assert texts() == []
        with as_actor(WORKER):
            assert PhoneCode.objects.get(id=asked).sent_at is None


def test_the_page_does_the_same_whether_or_not_they_match(who, number):
    done = []
    for phone in (PHONE, "10000000002"):
        with as_actor(PUBLIC), CaptureQueriesContext(connection) as seen:
            progress_ask(number, phone, address="192.0.2.1", now=now())
        done.append(
            [
                re.sub(r'"s\d+_x\d+"', "s", query["sql"].split("VALUES")[0])[:60]
                for query in seen.captured_queries
            ]
        )
    assert done[0] == done[1]


def test_a_code_never_sent_is_never_right_and_a_right_one_serves_once(who, number):
    unsent = ask(number, "10000000002")
    outbox_drain(50)
    with as_actor(WORKER):
        guessed = decrypt(PhoneCode.objects.get(id=unsent).code, purpose="notices.code")
    with as_actor(PUBLIC), pytest.raises(ProgressRefused):
        progress_look(unsent, guessed, now=now())
    asked = ask(number)
    code = code_in(texts()[-1])
    with as_actor(PUBLIC):
        progress_look(asked, code, now=now())
        with pytest.raises(ProgressRefused):
            progress_look(asked, code, now=now())


def test_codes_end_are_tried_few_times_and_sent_few_times(who, number):
    late = ask(number)
    code = code_in(texts()[-1])
    with as_actor(PUBLIC), pytest.raises(ProgressRefused):
        progress_look(late, code, now=now() + timedelta(minutes=11))
    asked = ask(number)
    code = code_in(texts()[-1])
    for typed in ["x"] * 5 + [code]:
        with as_actor(PUBLIC), pytest.raises(ProgressRefused):
            progress_look(asked, typed, now=now())
    for _ in range(6):
        ask(number)
    assert len(texts()) == 5


def test_an_address_asks_so_often_only(who, number):
    for _ in range(20):
        ask(number, "10000000002")
    with pytest.raises(ProgressRefused, match="网络"):
        ask(number)
    ask(number, address="192.0.2.9")


def test_nothing_goes_to_who_is_not_to_be_told(who, number):
    party_silence(who.parties[0], ground="死亡证明", now=now())
    ask(number)
    assert texts() == []


def test_asks_are_forgotten(who, number):
    ask(number)
    assert codes_forget(now=now() + timedelta(days=1)) == 0
    assert codes_forget(now=now() + timedelta(days=3)) == 1


@pytest.fixture
def site(city, client, monkeypatch, settings):
    """A stranger's browser; the site has the rights of its database role only."""
    settings.ALLOWED_HOSTS = ["*"]
    options = {**connection.settings_dict["OPTIONS"], "assume_role": APP_ROLE}
    monkeypatch.setitem(connection.settings_dict, "OPTIONS", options)
    with connection.cursor() as cursor:
        cursor.execute(f"SET ROLE {APP_ROLE}")
    yield client
    with connection.cursor() as cursor:
        cursor.execute("RESET ROLE")


def test_the_pages_from_the_form_to_the_stages(who, number, site):
    page = site.post(reverse("portal:progress"), {"number": number, "phone": "1"}).content.decode()
    assert "手机号码有误" in page and number in page
    page = site.post(reverse("portal:progress"), {"number": number, "phone": PHONE})
    assert "no-store" in page.headers["Cache-Control"]
    asked = re.search(r'name="asked" value="([^"]+)"', page.content.decode())[1]
    code = code_in(texts()[-1])
    wrong = site.post(reverse("portal:progress-code"), {"asked": asked, "code": "000000x"}).content.decode()
    assert "验证码不对" in wrong
    forged = site.post(reverse("portal:progress-code"), {"asked": str(uuid4()), "code": code})
    assert "重新查" in forged.content.decode()
    shown = site.post(reverse("portal:progress-code"), {"asked": asked, "code": code}).content.decode()
    assert "等您补材料" in shown and "李示范" not in shown and "租赁" not in shown

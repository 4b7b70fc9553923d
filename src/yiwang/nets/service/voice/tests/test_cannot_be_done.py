"""办不成事: without signing in, from any page; nothing typed goes along; answered by the hall; progress by number."""

import json
from datetime import timedelta
from types import SimpleNamespace
from uuid import UUID, uuid4

import pytest
from django.db import connection
from django.utils import timezone

from yiwang.engines.applications.tests.conftest import person
from yiwang.engines.applications.tests.journeys import PDF
from yiwang.engines.cases.models import Case, CaseParty, Clock
from yiwang.engines.cases.public import CaseNotFound, case_list, case_move
from yiwang.foundations.files.public import file_read
from yiwang.foundations.keys.public import decrypt
from yiwang.foundations.notices.models import PhoneCode
from yiwang.foundations.notices.services.codes import CODE_PURPOSE
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.people.public import PurposeMissing
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import PUBLIC, Actor, system_actor
from yiwang.kernel.ids import ask_number, ask_number_read
from yiwang.nets.service.voice.domain.errors import VoiceRefused
from yiwang.nets.service.voice.domain.screens import screen_of
from yiwang.nets.service.voice.models import StuckReport
from yiwang.nets.service.voice.selectors.reports import progress_of
from yiwang.nets.service.voice.selectors.screens import item_named, screen_read
from yiwang.nets.service.voice.services.phones import code_ask, code_check, phone_open, reports_forget
from yiwang.nets.service.voice.services.stuck import Report, stuck_report

pytestmark = pytest.mark.django_db
WORKER = system_actor("tests")
NOW = timezone.now()
HALL = "441202000000"


def report(**more):
    """What somebody reports."""
    words = {"key": str(uuid4()), "division": HALL, "item": "", "title": "开理发店", "step": "fill",
             "words": "提交不了", **more}  # fmt: skip
    return Report(**words)


def told(number):
    """The case of a report."""
    with as_actor(WORKER):
        blind = StuckReport.objects.latest("at")
        assert progress_of(number, NOW)
        return Case.objects.get(id=blind.case_id)


def manager(body="441202-hall"):
    """Who answers at a hall."""
    return Actor(
        "staff", uuid4(), f"post:{body}-manager", "窗口管理", (body,), body,
        frozenset({"hall-manager", "stuck.answer"}),
    )  # fmt: skip


def test_a_stranger_reports_and_the_hall_answers_within_its_clock(city):
    with as_actor(PUBLIC):
        made = stuck_report(PUBLIC, report(), now=NOW)
    case = told(made.number)
    with as_actor(WORKER):
        assert case.owner_unit_id == "441202-hall"
        assert not CaseParty.objects.filter(case_id=case.id).exists()
        assert Clock.objects.get(case_id=case.id).key == "answer"
    case_move(actor=manager(), case_id=case.id, act="answer",
              data={"answer": "页面已修好，请再试。", "cause": "page"}, now=NOW)  # fmt: skip
    with as_actor(PUBLIC):
        found = progress_of(made.number.lower().replace("-", " "), NOW)
    assert found.state == "已答复" and any("页面已修好" in text for _, text in found.entries)


def test_the_same_form_sent_twice_is_one_report_with_one_number(city):
    held = report()
    numbers = {stuck_report(PUBLIC, held, now=NOW).number for _ in range(2)}
    assert len(numbers) == 1
    with as_actor(WORKER):
        assert StuckReport.objects.count() == 1


@pytest.mark.parametrize(
    ("wrong", "field"),
    [({"title": " "}, "title"), ({"step": "nonsense"}, "step"), ({"phone": "12345"}, "phone")],
)
def test_what_is_missing_is_told_where_it_is_missing(city, wrong, field):
    with pytest.raises(VoiceRefused) as refused:
        stuck_report(PUBLIC, report(**wrong), now=NOW)
    assert refused.value.field == field


def test_a_flood_from_one_address_is_held_back(city):
    for _ in range(20):
        stuck_report(PUBLIC, report(device_address="192.0.2.1"), now=NOW)
    with pytest.raises(VoiceRefused):
        stuck_report(PUBLIC, report(device_address="192.0.2.1"), now=NOW)
    stuck_report(PUBLIC, report(device_address="192.0.2.2"), now=NOW)
    stuck_report(PUBLIC, report(device_address="192.0.2.1"), now=NOW + timedelta(days=1, minutes=1))


def test_the_screen_goes_along_as_facts_and_no_value_no_id_no_query(city):
    draft = uuid4()
    screen = screen_read(
        f"https://x.invalid/service/drafts/{draft}/form/?token=geheim", "v.shop.name,csrfmiddlewaretoken,坏=1,<b>",
        "请核对 13800138000",
    )  # fmt: skip
    case = told(stuck_report(PUBLIC, report(screen=screen), now=NOW).number)
    text = json.dumps(case.data, ensure_ascii=False)
    assert "service/drafts/<uuid:draft_id>/form/" in text and "v.shop.name" in text
    for secret in (str(draft), "geheim", "13800138000", "csrfmiddlewaretoken", "<b>"):
        assert secret not in text


def test_a_rating_link_is_not_told_on(city):
    screen = screen_read("/voice/rate/" + "a" * 28 + "/")
    assert (screen.page, screen.about) == ("voice/rate/<str:token>/", ())


def test_the_page_of_a_theme_says_what_it_is_about(city):
    assert item_named(screen_read("/service/themes/open_barber_shop/"))[0] == "open_barber_shop"
    assert item_named(screen_read("/nowhere/")) == ("", "")


def test_who_is_signed_in_finds_it_among_his_cases(city):
    who = person("李示范", "441299199005120121", "10000000001")
    with as_actor(who):
        stuck_report(who, report(), now=NOW)
        assert [row.title for row in case_list(who)] == ["办不成事：开理发店"]


def test_a_photo_goes_to_the_hall(city):
    case = told(stuck_report(PUBLIC, report(photo=PDF, photo_name="单子.pdf"), now=NOW).number)
    (held,) = case.data["form"]["materials"]
    with as_actor(manager()):
        assert file_read(manager(), UUID(held["file"]))


def code_of(report_id):
    """The code that was sent last."""
    outbox_drain(50)
    with as_actor(WORKER):
        held = PhoneCode.objects.get(id=StuckReport.objects.get(id=report_id).code_id)
    return decrypt(held.code, purpose=CODE_PURPOSE)


def sent():
    outbox_drain(50)
    with as_actor(WORKER), connection.cursor() as cursor:
        cursor.execute("SELECT text FROM sms_message")
        return [text for (text,) in cursor.fetchall()]


def test_a_phone_is_proved_by_a_code_and_then_told_the_answer(city):
    now = timezone.now()  # a code lives for minutes, and the module may have been read long ago
    made = stuck_report(PUBLIC, report(phone="10000000009"), now=now)
    code_ask(made.report_id, now=now)
    code = code_of(made.report_id)
    assert any(code in text for text in sent())
    with pytest.raises(VoiceRefused):
        code_check(made.report_id, "000000" if code != "000000" else "111111", now=now)
    code_check(made.report_id, code, now=now)
    case = told(made.number)
    case_move(
        actor=manager(), case_id=case.id, act="answer", data={"answer": "已修好。", "cause": "page"}, now=now
    )
    assert any("已修好" in text for text in sent())


def test_a_phone_that_was_not_proved_is_never_written_to_again(city):
    made = stuck_report(PUBLIC, report(phone="10000000009"), now=NOW)
    case = told(made.number)
    case_move(
        actor=manager(), case_id=case.id, act="answer", data={"answer": "已修好。", "cause": "page"}, now=NOW
    )
    assert sent() == []


def test_codes_end_are_tried_few_times_and_sent_few_times(city):
    made = stuck_report(PUBLIC, report(phone="10000000009"), now=NOW)
    code_ask(made.report_id, now=NOW)
    with pytest.raises(VoiceRefused):
        code_check(made.report_id, code_of(made.report_id), now=NOW + timedelta(minutes=11))
    for _ in range(5):
        with pytest.raises(VoiceRefused):
            code_check(made.report_id, "x", now=NOW)
    with pytest.raises(VoiceRefused):
        code_check(made.report_id, code_of(made.report_id), now=NOW)
    for _ in range(4):
        code_ask(made.report_id, now=NOW)
    with pytest.raises(VoiceRefused):
        code_ask(made.report_id, now=NOW)
    other = stuck_report(PUBLIC, report(phone="10000000009"), now=NOW)
    with pytest.raises(VoiceRefused):
        code_ask(other.report_id, now=NOW)


def test_only_who_answers_opens_the_phone_and_for_a_purpose(city):
    made = stuck_report(PUBLIC, report(phone="10000000009"), now=NOW)
    number = told(made.number).number
    for stranger in (manager("441226-hall"), manager("441202-market")):
        with as_actor(stranger), pytest.raises(CaseNotFound):
            phone_open(stranger, number, "答复", now=NOW)
    with as_actor(manager()):
        with pytest.raises(PurposeMissing):
            phone_open(manager(), number, " ", now=NOW)
        assert phone_open(manager(), number, "答复", now=NOW) == ("10000000009", False)


def test_a_number_cannot_be_guessed_from_another_and_reads_as_it_is_typed():
    one = ask_number(str(uuid4()))
    assert ask_number_read(f" {one.lower()} ") == one and one != ask_number(str(uuid4()))
    assert ask_number_read("1234") == "" and ask_number_read("O" * 16) == ""


def test_addresses_are_forgotten(city):
    stuck_report(PUBLIC, report(phone="10000000009", device_address="192.0.2.1"), now=NOW)
    assert reports_forget(now=NOW + timedelta(days=29)) == 0
    assert reports_forget(now=NOW + timedelta(days=31)) == 1
    with as_actor(WORKER):
        held = StuckReport.objects.get()
    assert held.address == "" and held.phone


def test_names_of_fields_that_are_none_are_dropped():
    screen = screen_of(
        "p", {"a": "ok_id", "n": SimpleNamespace()}, ",".join(f"f{n}" for n in range(200)), "x" * 999
    )
    assert screen.about == ("ok_id",) and len(screen.fields) == 40 and len(screen.error) == 300

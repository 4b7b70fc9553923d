"""A step goes to another system by message, and its answer does the ordinary act: once, in time, or not at all."""

from urllib.parse import quote

import pytest
from django.urls import reverse
from django.utils import timezone

from tests.externals.conftest import SECRET_NUMBER, act, asking_hour, opened, state_of, step_of
from yiwang.adapters.exchange import signing
from yiwang.adapters.exchange.models import DemoTask
from yiwang.adapters.exchange.stand_in import _answer, pressed
from yiwang.engines.cases.public import case_timeline
from yiwang.engines.cases.tests.world import HEALTH, citizen, clerk
from yiwang.engines.externals.models import ExternalMessage, ExternalRun
from yiwang.engines.externals.public import answer_take, externals_reconcile
from yiwang.engines.externals.services import gateways
from yiwang.foundations.outbox.public import outbox_drain
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

pytestmark = pytest.mark.django_db
WORKER = system_actor("tests")


@pytest.fixture
def sent(applied):
    """A case whose examination was sent, with the other side's number known."""
    return opened("api")


def answers(case_id, word="准予", how="once", note="核查无误"):
    return pressed(step_of(case_id).their_number, word, note, how, timezone.now())


def told(actor, case_id):
    return [(one.act, one.text, one.who) for one in case_timeline(actor, case_id, timezone.now()).entries]


def test_both_numbers_are_kept_and_told(sent):
    step = step_of(sent)
    assert step.state == "received" and step.their_number.startswith("DEMO") and step.number.endswith("-W1")
    words = " ".join(text for _, text, _ in told(citizen(), sent))
    assert step.number in words and step.their_number in words


def test_the_clock_goes_on_while_it_is_away(sent):
    clocks = case_timeline(citizen(), sent, timezone.now()).clocks
    assert {one.key: one.state for one in clocks}["handling"] == "running"


def test_an_answer_does_the_ordinary_act_in_the_departments_name(sent):
    assert answers(sent) == "taken"
    assert state_of(sent) == "deciding" and step_of(sent).state == "answered"
    who = {act: who for act, _, who in told(clerk(HEALTH), sent)}
    assert HEALTH in who["propose"] and "api 系统" in who["propose"]
    assert not any("准予" in text for _, text, _ in told(citizen(), sent)), "an opinion is no decision yet"


def test_a_system_that_answers_twice_is_heard_once(sent):
    assert answers(sent, how="twice") == "taken"
    acts = [name for name, _, _ in told(clerk(HEALTH), sent)]
    assert acts.count("propose") == 1 and acts.count("external.answered") == 1


def test_a_second_answer_that_says_otherwise_changes_nothing(sent):
    answers(sent)
    with as_actor(WORKER):
        row = DemoTask.objects.get(number=step_of(sent).number)
    other = signing.signed(_answer(row).__class__(**{**vars(_answer(row)), "id": "other", "word": "不予"}))
    assert answer_take("api_system", other, now=timezone.now()) == "late"
    assert state_of(sent) == "deciding" and "没有生效" in step_of(sent).trouble


def test_an_answer_after_the_task_was_closed_is_kept_shown_and_does_nothing(sent):
    act(sent, "propose", opinion="refuse", grounds="本站审查")
    outbox_drain(100)
    assert step_of(sent).state == "closed"
    assert answers(sent) == "late"
    assert "准予" in step_of(sent).trouble and state_of(sent) == "deciding"
    assert [name for name, _, _ in told(clerk(HEALTH), sent)].count("propose") == 1


def test_an_answer_before_the_closing_was_heard_of_is_late_too(sent):
    act(sent, "propose", opinion="refuse", grounds="本站审查")
    assert answers(sent) == "late" and step_of(sent).state == "closed"


def test_a_withdrawn_case_is_not_revived(sent):
    act(sent, "withdraw", citizen())
    assert answers(sent) == "late" and state_of(sent) == "withdrawn"


def test_a_forged_message_is_refused_and_a_strange_number_told(sent, client):
    with as_actor(WORKER):
        row = DemoTask.objects.get(number=step_of(sent).number)
    row.word, row.done_at = "准予", timezone.now()
    good = signing.signed(_answer(row))
    address = reverse("exchange-message", args=["api_system"])
    send = lambda body, signature: client.post(  # noqa: E731
        address, body, content_type="application/json", headers={"X-Exchange-Signature": signature}
    )
    assert send(good.body.replace(b"answered", b"received"), good.signature).status_code == 403
    row.number = "nobody-W1"
    strange = signing.signed(_answer(row))
    assert send(strange.body, strange.signature).status_code == 409
    assert send(good.body + b" " * 20_000, good.signature).status_code == 413
    assert state_of(sent) == "accepted"


def test_the_other_sides_number_may_not_change(sent):
    with as_actor(WORKER):
        row = DemoTask.objects.get(number=step_of(sent).number)
    row.their_number, row.word, row.done_at = "DEMO-ANOTHER", "准予", timezone.now()
    assert answer_take("api_system", signing.signed(_answer(row)), now=timezone.now()) == "mismatch"
    assert state_of(sent) == "accepted"


def test_a_word_nobody_knows_waits_for_a_person(sent):
    with as_actor(WORKER):
        row = DemoTask.objects.get(number=step_of(sent).number)
    row.word, row.done_at = "缓办", timezone.now()
    assert answer_take("api_system", signing.signed(_answer(row)), now=timezone.now()) == "unheeded"
    assert "看不懂" in step_of(sent).trouble and state_of(sent) == "accepted"


def test_silence_is_unknown_after_the_patience_and_asked_again(sent):
    assert externals_reconcile(asking_hour(0)) != [] and step_of(sent).state == "received"
    late = asking_hour(20)
    with as_actor(WORKER):
        before = ExternalRun.objects.count()
    runs = externals_reconcile(late)
    assert sum(run.unknown for run in runs) == 1 and externals_reconcile(late) == []
    step = step_of(sent)
    assert step.state == "unknown" and state_of(sent) == "accepted"
    assert any("没有回音" in text for _, text, _ in told(citizen(), sent))
    outbox_drain(100)
    assert step_of(sent).tries == 2 and step_of(sent).state == "received"
    with as_actor(WORKER):
        assert ExternalRun.objects.count() > before


def test_what_no_message_told_the_nightly_asking_finds(sent):
    answers(sent, how="silent")
    assert state_of(sent) == "accepted"
    externals_reconcile(asking_hour(1))
    assert state_of(sent) == "deciding"


def test_without_a_gateway_it_waits_and_says_so(applied, monkeypatch):
    monkeypatch.setattr(gateways, "_gateways", {})
    case_id = opened("api")
    assert step_of(case_id).state == "waiting" and "还没有接通" in step_of(case_id).trouble


def test_what_the_stand_in_keeps_has_no_value_in_it(sent):
    with as_actor(WORKER):
        row = DemoTask.objects.get(number=step_of(sent).number)
    assert "证件号码" in row.fields and SECRET_NUMBER not in str(vars(row))


def test_a_number_in_a_note_is_masked(sent):
    answers(sent, note=f"证件 {SECRET_NUMBER} 有效")
    with as_actor(WORKER):
        kept = ExternalMessage.objects.get(number=step_of(sent).number).note
    assert SECRET_NUMBER not in kept + step_of(sent).note + str(told(clerk(HEALTH), sent))


def test_the_stand_ins_page_is_there_on_demo_sites_only(sent, client, settings):
    page = f"/exchange/demo/{quote(step_of(sent).their_number)}/"
    assert client.get(page).status_code == 200
    settings.YIWANG_DEMO = False
    assert client.get(page).status_code == 404

"""What every gateway must do; an adapter of a city runs these against its own system's test site."""

from dataclasses import replace

import pytest
from django.utils import timezone

from yiwang.adapters.exchange.stand_in import STOPPED, pressed
from yiwang.engines.externals.public import AnswerForged, Dispatch, Gateway, SentFile, SentValue

pytestmark = pytest.mark.django_db
DISPATCH = Dispatch(
    "2026112700000001-W1",
    "api_system",
    "事项",
    "某某局",
    (SentValue("a.name", "姓名", "张示范"),),
    ("准予", "不予"),
)


@pytest.fixture
def system(applied, gateway) -> Gateway:
    """The gateway under test; ``answer`` below is how somebody answers there."""
    return gateway


def answer(system):
    pressed(system.send(DISPATCH), "准予", "", "silent", timezone.now())
    return system.ask(DISPATCH.number)[-1]


def test_the_same_number_is_the_same_dispatch(system):
    assert system.send(DISPATCH) == system.send(DISPATCH)


def test_files_go_along_and_change_nothing_of_the_number(system):
    papers = replace(DISPATCH, files=(SentFile("证件照片", "一.pdf", "application/pdf", b"%PDF-1.7"),))
    assert system.send(papers) == system.send(DISPATCH)


def test_asking_to_stop_says_nothing_by_itself_and_may_be_asked_of_what_never_came(system):
    system.send(DISPATCH)
    for number in (DISPATCH.number, DISPATCH.number, "unknown-W1"):
        system.recall(number, "申请人撤回")
    assert list(system.ask(DISPATCH.number)) == [] and list(system.ask("unknown-W1")) == []


def test_what_was_stopped_is_said_as_such(system):
    theirs = system.send(DISPATCH)
    system.recall(DISPATCH.number, "申请人撤回")
    pressed(theirs, STOPPED, "", "silent", timezone.now())
    said = system.read(system.ask(DISPATCH.number)[-1])
    assert (said.kind, said.number, said.their_number, said.word) == ("stopped", DISPATCH.number, theirs, "")


def test_nothing_is_said_of_what_has_no_answer(system):
    system.send(DISPATCH)
    assert list(system.ask(DISPATCH.number)) == [] and list(system.ask("unknown-W1")) == []


def test_an_answer_names_both_numbers_and_one_of_the_words(system):
    said = system.read(answer(system))
    assert (said.number, said.their_number) == (DISPATCH.number, system.send(DISPATCH))
    assert said.kind == "answered" and said.word in DISPATCH.words and said.at.tzinfo is not None


def test_an_answer_asked_for_again_is_the_same_message(system):
    answer(system)
    first, second = (system.read(system.ask(DISPATCH.number)[-1]) for _ in range(2))
    assert first == second


@pytest.mark.parametrize(
    "change", [{"signature": ""}, {"signature": "AAAA"}, {"body": b"{}"}, {"body": b"\xff"}]
)
def test_what_was_changed_on_the_way_is_not_believed(system, change):
    with pytest.raises(AnswerForged):
        system.read(replace(answer(system), **change))

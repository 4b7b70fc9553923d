"""A provider that does not answer: asked again, never guessed for, and who waits is told a way without a face."""

from datetime import timedelta
from uuid import uuid4

import pytest

from yiwang.engines.applications.tests.conftest import NOW, person
from yiwang.engines.person_checks.models import PersonCheck
from yiwang.engines.person_checks.public import ProviderSilent, checks_ask_open
from yiwang.engines.person_checks.services import reconciling
from yiwang.foundations.notices.models import Notice

pytestmark = [pytest.mark.django_db, pytest.mark.usefixtures("city")]
LATER = NOW + timedelta(hours=1)


@pytest.fixture
def waiting(told):
    """A check that was asked for and never answered."""
    whom = person("李示范", "441299199005120121", "10000000001")
    return PersonCheck.objects.create(
        number="HY1", matter_id=uuid4(), person_id=whom.parties[0], provider=told.id, asked_at=NOW
    )


@pytest.fixture
def asked(told, monkeypatch):
    """What the provider was asked for; it says nothing."""
    numbers = []
    monkeypatch.setattr(type(told), "ask", lambda self, number: numbers.append(number))
    return numbers


def state():
    return PersonCheck.objects.get().state


def test_it_is_asked_again_and_silence_stays_unknown(waiting, asked):
    assert (checks_ask_open(LATER), checks_ask_open(LATER), state()) == (0, 0, "asked")
    assert asked == ["HY1", "HY1"]


def test_who_waits_is_told_once_how_to_sign_without_a_face(waiting, asked):
    checks_ask_open(NOW + timedelta(minutes=5))
    assert not Notice.objects.exists()
    checks_ask_open(LATER)
    checks_ask_open(LATER + timedelta(hours=1))
    notice = Notice.objects.get()
    assert notice.party_id == waiting.person_id and str(waiting.matter_id) in notice.link
    assert "没有结果不等于没有通过" in notice.body and "不用刷脸" in notice.body


def test_after_the_days_of_the_pack_it_is_asked_no_more(waiting, asked):
    checks_ask_open(NOW + timedelta(days=4))
    assert asked == [] and state() == "asked"


def test_silence_about_one_does_not_keep_the_others_from_being_asked_for(waiting, told, monkeypatch):
    tried = []

    def silent(self, number):
        tried.append(number)
        raise ProviderSilent

    PersonCheck.objects.create(
        number="HY2", matter_id=uuid4(), person_id=waiting.person_id, provider=told.id, asked_at=NOW
    )
    monkeypatch.setattr(type(told), "ask", silent)
    assert (checks_ask_open(LATER), tried) == (0, ["HY1", "HY2"])
    assert set(PersonCheck.objects.values_list("state", flat=True)) == {"asked"}


def test_an_answer_that_comes_late_is_taken(waiting, told, monkeypatch):
    monkeypatch.setattr(type(told), "ask", lambda self, number: object())
    monkeypatch.setattr(reconciling, "check_notice_take", lambda signed, *, now: "taken")
    assert checks_ask_open(LATER) == 1

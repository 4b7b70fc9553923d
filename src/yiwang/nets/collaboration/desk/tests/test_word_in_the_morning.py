"""The word in the morning: at the pack's time on working days, once a day, to those who answer for work that is due."""

from dataclasses import replace
from types import SimpleNamespace
from uuid import uuid4

import pytest

from yiwang.engines.cases.tests.world import HEALTH, at, clerk
from yiwang.foundations.people.public import Colleague, HatChoice
from yiwang.kernel.worktime import WorkCalendar
from yiwang.nets.collaboration.desk.services import morning

CALENDAR = WorkCalendar("Asia/Shanghai", hours=((510, 720), (870, 1050)), published_years=frozenset({2026}))


@pytest.fixture
def told(monkeypatch):
    """What was told to whom, by key; tasks, people and definitions are given."""
    sent = {}

    def send(*, account_id, template, data, key, now):
        new = key not in sent
        sent.setdefault(key, data)
        return new

    hat = replace(clerk(HEALTH, "desk.morning"), hat=f"post:{HEALTH}-head")
    people = [Colleague(uuid4(), "头", HatChoice(hat.hat, "局长", hat))]
    parameter = SimpleNamespace(value_on=lambda day: "08:00")
    monkeypatch.setattr(morning, "world", lambda: SimpleNamespace(find=lambda kind, key: parameter))
    monkeypatch.setattr(morning, "calendar_current", lambda: CALENDAR)
    monkeypatch.setattr("yiwang.nets.collaboration.desk.domain.days.calendar_current", lambda: CALENDAR)
    monkeypatch.setattr(morning, "holders_of", lambda word, now: people)
    monkeypatch.setattr(morning, "notice_send", send)
    return sent


def tasks(monkeypatch, *due):
    """Open tasks due at these instants."""
    rows = [SimpleNamespace(due_at=one) for one in due]
    monkeypatch.setattr(morning, "task_list", lambda actor, now, **asked: rows)


@pytest.mark.django_db
def test_it_is_told_once_a_day_and_counts_what_is_overdue_and_due(told, monkeypatch):
    tasks(monkeypatch, at("03-01 17:30"), at("03-02 17:30"), at("03-02 17:30"))
    assert morning.morning_send(at("03-02 08:00")) == 1
    assert morning.morning_send(at("03-02 08:01")) == 0
    (data,) = told.values()
    assert (data["overdue"], data["due"], data["day"]) == ("1", "2", "2026年3月2日")
    assert morning.morning_send(at("03-03 08:00")) == 1


@pytest.mark.django_db
@pytest.mark.parametrize("when", ["03-02 07:59", "03-01 09:00"], ids=["too early", "a Sunday"])
def test_nobody_is_told_before_the_time_or_on_a_day_off(told, monkeypatch, when):
    tasks(monkeypatch, at("03-01 09:00"))
    assert morning.morning_send(at(when)) == 0 and not told


@pytest.mark.django_db
def test_who_has_nothing_due_is_left_in_peace(told, monkeypatch):
    tasks(monkeypatch)
    assert morning.morning_send(at("03-02 09:00")) == 0 and not told

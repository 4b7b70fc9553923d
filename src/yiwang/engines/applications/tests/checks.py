"""Being checked in tests: a provider that says what it is told to say, and the way through the portal's doors."""

import json
from datetime import datetime

import pytest

from yiwang.engines.applications.public import draft_person_check_begin
from yiwang.engines.person_checks.public import (
    CheckNotice,
    NoticeForged,
    Placed,
    ProviderSilent,
    check_notice_take,
)
from yiwang.engines.person_checks.services import providers
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.wire import Signed

GOOD = "signed"


class Told:
    """Finds what the test tells it to find; ``silent`` answers nothing at all."""

    id, title, is_demo = "told", "测试核验", True

    def __init__(self):
        self.orders, self.silent = {}, False

    def place(self, order):
        if self.silent:
            raise ProviderSilent
        self.orders[order.number] = order
        return Placed(f"T{order.number}", f"/told/{order.number}")

    def ask(self, number):
        raise ProviderSilent

    def read(self, signed):
        if signed.signature != GOOD:
            raise NoticeForged
        said = json.loads(signed.body)
        return CheckNotice(**{**said, "at": datetime.fromisoformat(said["at"])})


@pytest.fixture
def told(monkeypatch):
    """The provider in use."""
    held = Told()
    monkeypatch.setattr(providers, "_providers", [held])
    return held


def notice(number, at, *, passed=True, why="", provider_number="", id=""):  # noqa: A002 - the notice's own word
    """A signed notice about a check."""
    said = {
        "id": id or f"n-{number}", "number": number, "provider_number": provider_number or f"T{number}",
        "passed": passed, "at": at.isoformat(), "why": why,
    }  # fmt: skip
    return Signed(json.dumps(said).encode(), GOOD)


def begun(actor, draft_id, now):
    """Number of the check that this person is sent to."""
    with as_actor(actor):
        return draft_person_check_begin(actor, draft_id, back="/", now=now).rpartition("/")[2]


def checked(actor, draft_id, now):
    """Have this person checked, and passed."""
    assert check_notice_take(notice(begun(actor, draft_id, now), now), now=now) == "taken"

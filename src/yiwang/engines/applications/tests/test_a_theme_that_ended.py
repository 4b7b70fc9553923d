"""A theme after its last day: not begun, not handed in, not listed; its page says why and what to do instead."""

from datetime import date, timedelta

import pytest

from yiwang.engines.applications.public import DraftIncomplete, TargetUnknown, draft_open, draft_submit
from yiwang.engines.catalog.public import catalogue
from yiwang.foundations.scope.public import as_actor

from .conftest import NOW
from .journeys import barber, filled_in, signed

BARBER = "open_barber_shop"
PAGE = f"/service/themes/{BARBER}/"


@pytest.fixture
def ends(monkeypatch):
    """``ends(day)`` ends the theme; whatever was handed in before is not touched."""

    def on(day: date) -> None:
        held = catalogue().themes[BARBER].__dict__
        for name, value in {"ends_on": day, "ends_why": "并入企业开办。", "instead": "start_company"}.items():
            monkeypatch.setitem(held, name, value)

    return on


def test_nothing_is_begun_or_handed_in_after_the_last_day(city, ends):
    actor = barber()
    view = signed(actor, filled_in(actor))
    ends(NOW.date() - timedelta(days=1))
    with as_actor(actor):
        with pytest.raises(DraftIncomplete, match="并入企业开办。以后请办“企业开办”"):
            draft_submit(actor, view.id, now=NOW)
        with pytest.raises(TargetUnknown, match="不再受理新的申请"):
            draft_open(actor, f"theme:{BARBER}", now=NOW)


def test_on_the_last_day_it_is_still_taken(city, ends):
    actor = barber()
    view = signed(actor, filled_in(actor))
    ends(NOW.date())
    with as_actor(actor):
        assert draft_submit(actor, view.id, now=NOW).number


def test_pages_do_not_offer_it_and_say_what_to_do_instead(city, ends, client):
    assert PAGE in client.get("/service/").content.decode()
    ends(date(2020, 1, 1))
    assert PAGE not in client.get("/service/").content.decode()
    assert PAGE not in client.get("/service/search/?q=理发").content.decode()
    page = client.get(PAGE).content.decode()
    assert "以后请办“企业开办”" in page
    assert "登录并开始" not in page

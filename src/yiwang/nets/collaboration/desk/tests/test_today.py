"""The page of today counts only what it shows whole; of more it says that this is not all, and where the rest is."""

import pytest

from yiwang.engines.cases.tests.orders import DISPATCHER
from yiwang.nets.collaboration.desk.views import today

from .test_units_on_the_page import answered, opened, orders_standing

__all__ = ["orders_standing"]
pytestmark = pytest.mark.django_db


def test_what_is_shown_whole_is_counted_and_of_more_nothing_is(orders_standing, db, monkeypatch):
    cases = [opened() for _ in range(3)]
    whole = answered(DISPATCHER, today.today, {})
    assert "已超期 3 件，今天到期 0 件" in whole and all(case.number in whole for case in cases)
    monkeypatch.setattr(today, "MOST", 2)
    part = answered(DISPATCHER, today.today, {})
    assert "下面是最急的 2 件，不是全部" in part and "已超期 2 件" not in part
    assert sum(case.number in part for case in cases) == 2 and 'href="/desk/"' in part

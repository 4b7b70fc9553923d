"""What changed since this hat last opened the page: marked for it alone, its own doings are no news."""

from uuid import uuid4

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from yiwang.engines.cases.models import Case, CaseLook
from yiwang.engines.cases.public import case_looked, cases_changed
from yiwang.engines.cases.tests.orders import DISPATCHER, WATER, hat
from yiwang.engines.cases.tests.world import at, citizen
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor
from yiwang.nets.collaboration.desk.views.inbox import inbox

from .test_units_on_the_page import NOW, answered, move, opened, orders_standing, shown

__all__ = ["orders_standing"]
pytestmark = pytest.mark.django_db
NEW, LIST = '<span class="tag tag-info">新</span>', "有变化"


def test_what_one_did_oneself_is_no_news(orders_standing, db):
    case = opened()
    move(DISPATCHER, case, "dispatch", unit=WATER)
    first = shown(hat(WATER), case)
    assert NEW not in first and "您上次看是" not in first
    assert "此后没有变化" in shown(hat(WATER), case)
    move(hat(WATER), case, "sign")
    assert NEW not in shown(hat(WATER), case), "one's own doing is no news"


def test_each_hat_has_its_own_looks_and_the_list_marks_them(orders_standing, db):
    case = opened()
    shown(DISPATCHER, case)
    assert LIST not in answered(DISPATCHER, inbox, {})
    move(DISPATCHER, case, "dispatch", unit=WATER)
    shown(hat(WATER), case)
    move(hat(WATER), case, "sign")
    assert cases_changed(DISPATCHER, [case.id]) == {case.id} and cases_changed(hat(WATER), [case.id]) == set()
    html = shown(DISPATCHER, case)
    assert html.count(NEW) == 1 and "此后有 1 处变化" in html
    assert NEW not in shown(DISPATCHER, case) and cases_changed(DISPATCHER, [case.id]) == set()


def test_a_look_is_one_statement_never_goes_back_and_is_nobody_elses_to_see(orders_standing, db):
    case, actor = Case.objects.get(id=opened().id), hat(WATER)
    with CaptureQueriesContext(connection) as asked:
        assert case_looked(actor, case.id, 5, NOW) is None
    assert len(asked) == 1
    assert case_looked(actor, case.id, 3, at("03-02 11:00")).seq == 5
    assert CaseLook.objects.get().seq == 5
    assert case_looked(system_actor("tests"), uuid4(), 1, NOW) is None
    for other, seen in ((DISPATCHER, 0), (citizen(), 0), (actor, 1)):
        with as_actor(other):
            assert CaseLook.objects.count() == seen

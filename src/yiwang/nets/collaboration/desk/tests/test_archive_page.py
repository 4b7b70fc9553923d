"""The archive's page: what is told of a case, holding it back and letting go, and who is shown out."""

from dataclasses import replace
from uuid import uuid4

import pytest
from django.contrib.auth import get_user_model
from django.contrib.messages.storage.fallback import FallbackStorage
from django.core.exceptions import PermissionDenied
from django.test import RequestFactory

from yiwang.engines.cases.models import Case, CaseErasure, CaseHold
from yiwang.engines.cases.public import case_move, case_open_tree
from yiwang.engines.cases.tests.orders import DESK, DISPATCHER, URBAN, hat, order_seed
from yiwang.engines.cases.tests.orders_site import order_place
from yiwang.engines.cases.tests.world import at, citizen
from yiwang.foundations.releases.tests.standing import release_standing
from yiwang.foundations.scope.public import as_actor
from yiwang.nets.collaboration.desk.views import archive, cases, erasing

pytestmark = pytest.mark.django_db
KEEPER = hat(DESK, "case.hold")
ERASING = replace(KEEPER, roles=frozenset({"case.hold", "case.erase"}))
HEAD = replace(hat(DESK, "head"), roles=frozenset({"case.hold", "case.erase_confirm"}))
GROUNDS = """
unlawful: { label: 违法收集, law: { source: 某法二条, status: assumed }, asked_by: [party, keeper], within_term: true }
"""


@pytest.fixture(scope="module")
def orders_standing(tmp_path_factory, django_db_setup, django_db_blocker):
    """A small place with the order type in force."""
    folder = tmp_path_factory.mktemp("orders")
    (folder / "china" / "retention" / "grounds").mkdir(parents=True)
    (folder / "china" / "retention" / "grounds" / "all.yaml").write_text(GROUNDS, encoding="utf-8")
    world = order_place(folder)
    with release_standing(django_db_blocker.unblock, world) as held:
        yield held


@pytest.fixture
def case(orders_standing, db):
    made = case_open_tree(actor=citizen(), root=order_seed(), key=str(uuid4()), now=at("03-02 09:00"))
    return Case.objects.get(id=made.root_id)


def answered(actor, view, method, sent, *args):
    request = getattr(RequestFactory(), method)("/", sent)
    request.actor, request.session = actor, {}
    request.user = get_user_model()(username="x")
    request._messages = FallbackStorage(request)
    with as_actor(actor):
        response = view(request, *args)
        return response, [str(one) for one in request._messages]


def test_a_case_is_held_back_and_let_go_with_reasons(case):
    answered(KEEPER, archive.hold, "post", {"reason": "复议未决"}, case.number)
    page = answered(KEEPER, archive.archive, "get", {"number": case.number})[0].content.decode()
    assert "复议未决" in page and "不自动归档" in page
    hold = CaseHold.objects.get()
    answered(KEEPER, archive.lift, "post", {"hold": str(hold.id), "reason": "已经终结"}, case.number)
    page = answered(KEEPER, archive.archive, "get", {"number": case.number})[0].content.decode()
    assert "已经终结" in page and "没有停止归档的办件" in page


def test_who_keeps_no_archive_is_shown_out_and_nobody_learns_of_others_cases(case):
    with pytest.raises(PermissionDenied):
        answered(DISPATCHER, archive.archive, "get", {})
    stranger = hat(URBAN, "case.hold")
    page, _ = answered(stranger, archive.archive, "get", {"number": case.number})
    assert page.status_code == 404 and case.title not in page.content.decode()
    _, told = answered(stranger, archive.hold, "post", {"reason": "复议"}, case.number)
    assert "无权查看" in told[0] and not CaseHold.objects.exists()


def test_a_forged_lift_changes_nothing(case):
    answered(KEEPER, archive.hold, "post", {"reason": "复议未决"}, case.number)
    _, told = answered(KEEPER, archive.lift, "post", {"hold": "nonsense", "reason": "x"}, case.number)
    assert "哪一次" in told[0]
    _, told = answered(KEEPER, archive.lift, "post", {"hold": str(uuid4()), "reason": "x"}, case.number)
    assert "已经解除" in told[0] and CaseHold.objects.get().lifted_at is None


def test_one_asks_another_confirms_and_the_page_of_the_case_still_stands(case):
    case_move(actor=citizen(), case_id=case.id, act="withdraw", now=at("03-03 09:00"))
    page = answered(ERASING, archive.archive, "get", {"number": case.number})[0].content.decode()
    assert "违法收集" in page and "提出删除" in page
    said = {"ground": "unlawful", "reason": "核实属实"}
    assert "请另一位" in answered(ERASING, erasing.ask, "post", said, case.number)[1][0]
    order = CaseErasure.objects.get()
    sent = {"answer": "同意", "number": case.number}
    with pytest.raises(PermissionDenied):
        answered(DISPATCHER, erasing.confirm, "post", sent, order.id)
    assert "确认删除" in answered(HEAD, archive.archive, "get", {"number": case.number})[0].content.decode()
    assert "已依法删除" in answered(HEAD, erasing.confirm, "post", sent, order.id)[1][0]
    page = answered(HEAD, archive.archive, "get", {"number": case.number})[0].content.decode()
    assert "已删除" in page and "同意" in page and "确认删除" not in page
    page = answered(DISPATCHER, cases.case, "get", {}, case.number)[0].content.decode()
    assert "内容已依法删除" in page and "依法删除内容" in page


def test_a_refusal_is_answered_with_its_reason(case):
    case_move(actor=citizen(), case_id=case.id, act="withdraw", now=at("03-03 09:00"))
    answered(ERASING, erasing.ask, "post", {"ground": "unlawful", "reason": "核实属实"}, case.number)
    order = CaseErasure.objects.get()
    answered(HEAD, erasing.refuse, "post", {"answer": "", "number": case.number}, order.id)
    assert CaseErasure.objects.get().state == "asked", "not without a reason"
    answered(HEAD, erasing.refuse, "post", {"answer": "不属实", "number": case.number}, order.id)
    assert CaseErasure.objects.get().state == "refused" and Case.objects.get(id=case.id).data

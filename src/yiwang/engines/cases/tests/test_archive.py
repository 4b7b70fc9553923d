"""What is closed is archived in time, read-only and out of lists; a hold keeps it from that; the log stays whole."""

from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import ProgrammingError, connection

from yiwang.engines.cases.models import Case, CaseHold, Event
from yiwang.engines.cases.public import (
    CaseNotFound,
    CaseRefused,
    case_acts_for,
    case_kept,
    case_list,
    case_move,
    case_open_tree,
    case_search,
    case_tell,
    case_timeline,
    cases_archive_due,
    hold_lift,
    hold_place,
    holds_open,
)
from yiwang.foundations.audit.public import seal_now, verify_all
from yiwang.foundations.releases.tests.standing import release_standing
from yiwang.foundations.scope.public import as_actor
from yiwang.kernel.actor import system_actor

from .orders import DESK, DISPATCHER, URBAN, hat, order_seed
from .orders_site import order_place
from .world import at, citizen

pytestmark = pytest.mark.django_db
RULES = """
order:
  case_type: order
  archive_after: { value: 30, source: 测试, status: assumed }
  keep: { value: 10, source: 测试, status: assumed }
"""
KEEPER = hat(DESK, "case.hold")
CLOSED = at("03-03 09:00")
LATER = CLOSED + timedelta(days=31)


@pytest.fixture(scope="module")
def orders_standing(tmp_path_factory, django_db_setup, django_db_blocker):
    """A small place with the order type and a rule for keeping it in force."""
    folder = tmp_path_factory.mktemp("orders")
    (folder / "china" / "retention").mkdir(parents=True)
    (folder / "china" / "retention" / "orders.yaml").write_text(RULES, encoding="utf-8")
    with release_standing(django_db_blocker.unblock, order_place(folder)) as held:
        yield held


@pytest.fixture
def closed(orders_standing, db, tmp_path, settings):
    """An order that its caller took back."""
    settings.YIWANG_DATA = tmp_path / "data"
    made = case_open_tree(actor=citizen(), root=order_seed(), key=str(uuid4()), now=at("03-02 09:00"))
    case_move(actor=citizen(), case_id=made.root_id, act="withdraw", now=CLOSED)
    return Case.objects.get(id=made.root_id)


def test_it_waits_for_its_day_and_is_archived_once(closed):
    assert cases_archive_due(CLOSED + timedelta(days=29)).matters == 0
    assert cases_archive_due(LATER).matters == 1
    assert cases_archive_due(LATER).matters == 0
    assert Case.objects.get(id=closed.id).archived_at == LATER
    assert Event.objects.filter(act="case.archived").count() == 1
    seal_now()
    assert not verify_all()


def test_what_is_archived_is_read_only_and_says_so(closed):
    cases_archive_due(LATER)
    with pytest.raises(CaseRefused) as refused:
        case_move(actor=DISPATCHER, case_id=closed.id, act="reopen", data={}, now=LATER)
    assert refused.value.refusal.code == "case.archived"
    with pytest.raises(CaseRefused):
        case_tell(actor=system_actor("x"), case_id=closed.id, act="external.late", text="晚了", now=LATER)
    assert all(not act.available for act in case_acts_for(DISPATCHER, closed.id, LATER))
    assert case_timeline(DISPATCHER, closed.id, LATER).entries[-1].label == "归档"


def test_the_door_itself_refuses_what_python_let_through(closed):
    cases_archive_due(LATER)
    case = Case.objects.get(id=closed.id)
    written = '{"root": "%s", "acted": "%s", "seen": %d, "events": []}' % (case.id, case.id, case.chain_seq)  # noqa: UP031
    refused = pytest.raises(ProgrammingError, match="archived")
    with refused, as_actor(system_actor("x")), connection.cursor() as cursor:
        cursor.execute("SELECT case_write(%s::jsonb)", [written])


def test_it_leaves_the_lists_and_is_still_found(closed):
    def listed(actor):
        with as_actor(actor):
            return [row.id for row in case_list(actor, is_open=False)]

    assert listed(DISPATCHER) == [closed.id]
    cases_archive_due(LATER)
    assert listed(DISPATCHER) == []
    assert listed(citizen()) == [closed.id]
    with as_actor(DISPATCHER):
        assert [row.id for row in case_search(DISPATCHER, "夜间施工")] == [closed.id]


def test_a_hold_keeps_it_from_the_archive_until_it_is_lifted(closed):
    hold = hold_place(KEEPER, closed.id, reason="行政诉讼未结", now=CLOSED)
    assert cases_archive_due(LATER).matters == 0
    with as_actor(KEEPER):
        assert [case.id for _, case in holds_open()] == [closed.id]
        kept = case_kept(KEEPER, closed.number)
    assert (kept.holds[0].reason, kept.rule.keep.value, kept.keep_until.year) == ("行政诉讼未结", 10, 2036)
    hold_lift(KEEPER, hold, reason="判决生效", now=LATER)
    with pytest.raises(CaseRefused):
        hold_lift(KEEPER, hold, reason="再来一次", now=LATER)
    assert cases_archive_due(LATER).matters == 1
    assert [event.act for event in Event.objects.order_by("seq")][-3:] == [
        "case.held",
        "case.hold_lifted",
        "case.archived",
    ]


@pytest.mark.parametrize("reason", ["", "  ", "身份证 11010519491231002X", "长" * 1001])
def test_a_hold_needs_a_reason_without_numbers_of_persons(closed, reason):
    with pytest.raises(CaseRefused):
        hold_place(KEEPER, closed.id, reason=reason, now=CLOSED)
    assert not CaseHold.objects.exists()


def test_strangers_neither_hold_nor_lift_nor_see_a_hold(closed):
    hold = hold_place(KEEPER, closed.id, reason="审计", now=CLOSED)
    other = hat(URBAN, "case.hold")
    with pytest.raises(CaseRefused):
        hold_place(DISPATCHER, closed.id, reason="审计", now=CLOSED)
    with pytest.raises(CaseNotFound):
        hold_place(other, closed.id, reason="审计", now=CLOSED)
    with pytest.raises(CaseRefused):
        hold_lift(other, hold, reason="审计", now=CLOSED)
    with as_actor(other):
        assert holds_open() == [] and not CaseHold.objects.exists()


def test_one_that_cannot_be_archived_holds_up_nobody(closed):
    stuck = case_open_tree(
        actor=citizen(), root=order_seed(), key=str(uuid4()), now=at("03-02 09:00")
    ).root_id
    case_move(actor=citizen(), case_id=stuck, act="withdraw", now=CLOSED)
    Case.objects.create(
        id=uuid4(), root_id=stuck, parent_id=stuck, number="below", type="order", subject="x", state="handling",
        opened_at=CLOSED,
    )  # fmt: skip
    done = cases_archive_due(LATER)
    assert (done.matters, done.failed) == (1, (stuck,))
    assert [row.id for row in Case.objects.exclude(archived_at=None)] == [closed.id]

"""The content of a closed matter is erased by two people on a ground; the chain still verifies; nothing else may."""

import io
from dataclasses import replace
from datetime import timedelta
from uuid import uuid4

import pytest
from django.db import connection
from PIL import Image

from yiwang.engines.cases.models import Case, CaseErasure, CaseLook, CaseParty, EventBody
from yiwang.engines.cases.public import (
    CaseNotFound,
    CaseRefused,
    case_looked,
    case_move,
    case_open_tree,
    case_search,
    case_timeline,
    cases_archive_due,
    cases_forget_due,
    cases_over,
    erasure_ask,
    erasure_confirm,
    erasure_refuse,
    erasure_wish,
    erasures_wished,
    hold_place,
)
from yiwang.foundations.audit.public import receipt_for, receipt_problem, seal_now, verify_all
from yiwang.foundations.audit.tests.scanning import left_of, on_disk
from yiwang.foundations.files.models import File
from yiwang.foundations.files.public import file_store
from yiwang.foundations.files.services import storage
from yiwang.foundations.releases.tests.standing import release_standing
from yiwang.foundations.scope.public import as_actor

from .orders import DESK, DISPATCHER, URBAN, WATER, hat, order_seed
from .orders_site import order_place
from .world import at, citizen

pytestmark = pytest.mark.django_db
MARK = "某某路三号的旧事"
RULES = """
order:
  case_type: order
  archive_after: { value: 30, source: 测试, status: assumed }
  keep: { value: 10, source: 测试, status: assumed }
  keep_files: { value: 2, source: 测试, status: assumed }
"""
GROUNDS = """
period_over: { label: 期满, law: { source: 某法一条, status: assumed }, asked_by: [party, keeper] }
unlawful: { label: 违法收集, law: { source: 某法二条, status: assumed }, asked_by: [party, keeper], within_term: true }
kept_only: { label: 只由档案提出, law: { source: 某法三条, status: assumed }, asked_by: [keeper], within_term: true }
"""
KEEPER = replace(hat(DESK), roles=frozenset({"case.hold", "case.erase"}))
HEAD = replace(hat(DESK, "head"), roles=frozenset({"case.erase_confirm", "case.erase"}))
CLOSED = at("03-03 09:00")
LATER, OVER = CLOSED + timedelta(days=31), CLOSED + timedelta(days=3700)


@pytest.fixture(scope="module")
def orders_standing(tmp_path_factory, django_db_setup, django_db_blocker):
    """A small place with the order type, a rule for keeping it and grounds for erasing it."""
    folder = tmp_path_factory.mktemp("orders")
    (folder / "china" / "retention" / "grounds").mkdir(parents=True)
    (folder / "china" / "retention" / "orders.yaml").write_text(RULES, encoding="utf-8")
    (folder / "china" / "retention" / "grounds" / "all.yaml").write_text(GROUNDS, encoding="utf-8")
    with release_standing(django_db_blocker.unblock, order_place(folder)) as held:
        yield held


@pytest.fixture
def closed(orders_standing, db, tmp_path, settings):
    """An order with a marked text and a picture, taken back by its caller and sealed."""
    settings.YIWANG_DATA = tmp_path / "data"
    picture = io.BytesIO()
    Image.new("RGB", (40, 40), "teal").save(picture, "PNG")
    stored = file_store(citizen(), data=picture.getvalue(), name=f"{MARK}.png", purpose="x", now=CLOSED)
    data = {"kind": "night", "text": MARK, "materials": [{"file": str(stored.id)}]}
    seed = replace(order_seed(), title=MARK, data=data)
    made = case_open_tree(actor=citizen(), root=seed, key=str(uuid4()), now=at("03-02 09:00"))
    case_move(actor=citizen(), case_id=made.root_id, act="withdraw", now=CLOSED)
    seal_now()
    return Case.objects.get(id=made.root_id)


def erased(case, ground="unlawful"):
    order = erasure_ask(KEEPER, case.id, ground=ground, reason="核实属实", now=LATER)
    return erasure_confirm(HEAD, order, answer="同意", now=LATER)


def test_nothing_of_the_text_is_left_and_the_chain_still_verifies(
    closed, settings, django_capture_on_commit_callbacks
):
    old = receipt_for("cases", str(closed.id), 1)
    file = File.objects.get()
    assert left_of(MARK) and storage._path(file.blob_id).exists()
    with django_capture_on_commit_callbacks(execute=True):
        assert erased(closed) == 1
    assert left_of(MARK) == [] and on_disk(settings.YIWANG_DATA, MARK) == []
    assert not File.objects.exists() and not storage._path(file.blob_id).exists()
    case = Case.objects.get(id=closed.id)
    assert (case.number, case.state, case.data, case.party_id) == (closed.number, closed.state, {}, None)
    assert not CaseParty.objects.filter(case_id=case.id).exists()
    assert EventBody.objects.filter(root_id=case.id).count() == 1, "only why it was erased"
    seal_now()
    told = verify_all()
    assert told and not any(one.is_breach for one in told)
    assert all("某法二条" in one.what and "确认" in one.what for one in told)
    assert receipt_problem(old) is None, "what was given out before still proves"
    assert case_timeline(DISPATCHER, case.id, LATER).entries[-1].label == "依法删除内容"
    with as_actor(DISPATCHER):
        assert case_search(DISPATCHER, MARK[:4]) == []


def test_whoever_changes_an_erased_row_is_still_named(closed):
    erased(closed)
    seal_now()
    with connection.cursor() as cursor:
        cursor.execute("UPDATE event SET act = 'approve' WHERE root_id = %s AND seq = 1", [closed.id])
    assert {(one.subject, one.seq) for one in verify_all() if one.is_breach} == {(str(closed.id), 1)}


def test_it_takes_two_people_a_ground_a_reason_and_the_posts_for_it(closed):
    for actor, why in ((DISPATCHER, "erasure.who"), (citizen(), "erasure.who")):
        with pytest.raises(CaseRefused) as refused:
            erasure_ask(actor, closed.id, ground="unlawful", reason="x", now=LATER)
        assert refused.value.refusal.code == why
    with pytest.raises(CaseRefused, match="选一条"):
        erasure_ask(KEEPER, closed.id, ground="whim", reason="x", now=LATER)
    with pytest.raises(CaseRefused, match="理由"):
        erasure_ask(KEEPER, closed.id, ground="unlawful", reason="证件 11010519491231002X", now=LATER)
    with pytest.raises(CaseNotFound):
        erasure_ask(
            replace(hat(URBAN), roles=HEAD.roles), closed.id, ground="unlawful", reason="x", now=LATER
        )
    order = erasure_ask(HEAD, closed.id, ground="unlawful", reason="核实属实", now=LATER)
    with pytest.raises(CaseRefused, match="不能自己确认"):
        erasure_confirm(HEAD, order, answer="同意", now=LATER)
    with pytest.raises(CaseRefused, match="不在等您办理"):
        erasure_confirm(replace(hat(URBAN), roles=HEAD.roles), order, answer="同意", now=LATER)
    assert Case.objects.get(id=closed.id).data


@pytest.mark.parametrize("against", ["term", "hold"])
def test_what_stands_against_it_is_said(closed, against):
    ground = "period_over"
    if against == "hold":
        ground = "unlawful"
        hold_place(KEEPER, closed.id, reason="行政诉讼未结", now=CLOSED)
    with pytest.raises(CaseRefused) as refused:
        erasure_ask(KEEPER, closed.id, ground=ground, reason="想删", now=LATER)
    assert ("停止归档" if against == "hold" else "保管期限到2036") in str(refused.value)
    assert not CaseErasure.objects.exists()


def test_a_hold_placed_between_asking_and_confirming_wins(closed):
    order = erasure_ask(KEEPER, closed.id, ground="unlawful", reason="核实属实", now=LATER)
    hold_place(KEEPER, closed.id, reason="行政诉讼未结", now=LATER)
    with pytest.raises(CaseRefused, match="停止归档"):
        erasure_confirm(HEAD, order, answer="同意", now=LATER)
    assert Case.objects.get(id=closed.id).data and CaseErasure.objects.get().state == "asked"


def test_a_party_asks_and_is_answered_with_the_reason(closed):
    order = erasure_wish(citizen(), closed.id, ground="unlawful", reason="没有告知过我", now=LATER)
    with pytest.raises(CaseRefused, match="在办"):
        erasure_wish(citizen(), closed.id, ground="unlawful", reason="再来一次", now=LATER)
    erasure_refuse(KEEPER, order, answer="收集时有告知书", now=LATER)
    with as_actor(citizen()):
        told = erasures_wished(citizen())
    assert [(one.state, one.answer) for one in told] == [("refused", "收集时有告知书")]
    with pytest.raises(CaseRefused):
        erasure_wish(citizen(), closed.id, ground="kept_only", reason="x", now=LATER)
    with pytest.raises(CaseNotFound):
        erasure_wish(citizen(uuid4()), closed.id, ground="unlawful", reason="x", now=LATER)


def test_files_go_by_themselves_and_matters_past_their_years_are_shown(closed):
    cases_archive_due(LATER)
    assert cases_forget_due(LATER).files == 0
    done = cases_forget_due(CLOSED + timedelta(days=740))
    assert (done.files, done.matters, done.failed) == (1, 0, ())
    assert not File.objects.exists() and Case.objects.get(id=closed.id).data
    assert cases_forget_due(CLOSED + timedelta(days=741)).files == 0
    with as_actor(KEEPER):
        assert cases_over(LATER) == [] and [case.id for case in cases_over(OVER)] == [closed.id]
    erasure_confirm(HEAD, erasure_ask(KEEPER, closed.id, ground="period_over", reason="已鉴定", now=OVER),
                    answer="同意", now=OVER)  # fmt: skip
    with as_actor(KEEPER):
        assert cases_over(OVER) == []
    seal_now()
    assert not any(one.is_breach for one in verify_all())


def test_looks_go_with_the_archive(closed):
    with as_actor(DISPATCHER):
        case_looked(DISPATCHER, closed.id, 1, CLOSED)
    assert cases_forget_due(CLOSED).looks == 0
    cases_archive_due(LATER)
    assert cases_forget_due(LATER).looks == 1 and not CaseLook.objects.exists()


def test_who_sees_only_a_part_has_nothing_erased(orders_standing, db, tmp_path, settings):
    settings.YIWANG_DATA = tmp_path / "data"
    made = case_open_tree(actor=citizen(), root=order_seed(), key=str(uuid4()), now=at("03-02 09:00"))
    case_move(
        actor=DISPATCHER, case_id=made.root_id, act="dispatch", data={"unit": WATER}, now=at("03-02 10:00")
    )
    case_move(actor=hat(WATER), case_id=made.root_id, act="sign", now=at("03-02 10:30"))
    parts = {"parts": [{"title": "甲", "unit": URBAN}]}
    case_move(actor=hat(WATER), case_id=made.root_id, act="split", data=parts, now=at("03-02 11:00"))
    part, may = Case.objects.get(parent_id=made.root_id), {"roles": frozenset({"case.erase"})}
    with pytest.raises(CaseRefused, match="整件事"):
        erasure_ask(replace(hat(URBAN), **may), part.id, ground="unlawful", reason="核实属实", now=LATER)

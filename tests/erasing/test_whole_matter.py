"""One application of several items, handed in with a marked text, given up, and erased: it is nowhere any more."""

import re
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest
from django.apps import apps
from django.db import connection

from yiwang.engines.applications.public import draft_submit
from yiwang.engines.applications.tests import journeys
from yiwang.engines.applications.tests.conftest import NOW
from yiwang.engines.applications.tests.journeys import barber, filled_in, signed
from yiwang.engines.cases.models import Case
from yiwang.engines.cases.public import CaseRefused, case_move, erasure_ask, erasure_confirm
from yiwang.engines.cases.tests.orders import hat
from yiwang.foundations.audit.public import erasers, seal_now, verify_all
from yiwang.foundations.audit.tests.scanning import left_of, on_disk
from yiwang.foundations.files.models import File
from yiwang.foundations.scope.public import as_actor

from .rows import row

MARK = "示范阁楼第三间"
TABLES = Path(__file__).parent / "tables.txt"


@pytest.fixture
def city(city_standing, db, tmp_path, settings):
    """The demo city in force."""
    settings.YIWANG_DATA = city_standing.data or tmp_path / "data"


def given_up(monkeypatch):
    actor, typed_in = barber(), journeys.typed_in
    marked = {"shop.sign_text": MARK}
    monkeypatch.setattr(
        journeys, "typed_in", lambda who, view, typed, now: typed_in(who, view, typed | marked, now)
    )
    view = signed(actor, filled_in(actor))
    with as_actor(actor):
        held = draft_submit(actor, view.id, now=NOW)
    case_move(actor=actor, case_id=held.matter_id, act="withdraw_all", now=NOW + timedelta(hours=1))
    return Case.objects.get(id=held.matter_id)


def test_an_application_of_several_items_is_erased_whole(
    city, monkeypatch, settings, django_capture_on_commit_callbacks
):
    root, later = given_up(monkeypatch), NOW + timedelta(days=40)
    seal_now()
    before = set(left_of(MARK))
    assert {"draft_value.value", "submission.content", "case.data"} <= before
    whole = {"whole_city": True}
    keeper = replace(hat(root.owner_unit_id or "x"), roles=frozenset({"case.erase"}), **whole)
    head = replace(hat(root.owner_unit_id or "x", "head"), roles=frozenset({"case.erase_confirm"}), **whole)
    with django_capture_on_commit_callbacks(execute=True):
        order = erasure_ask(keeper, root.id, ground="unlawful", reason="核实属实", now=later)
        assert erasure_confirm(head, order, answer="同意", now=later) > 0
    assert left_of(MARK) == [] and on_disk(settings.YIWANG_DATA, MARK) == []
    assert not File.objects.exists(), "nothing was stored but for this matter"
    seal_now()
    assert not any(one.is_breach for one in verify_all())


def test_a_part_in_the_way_is_named_and_nothing_of_the_whole_goes(city, monkeypatch):
    root, later = given_up(monkeypatch), NOW + timedelta(days=40)
    part = Case.objects.filter(parent_id=root.id).order_by("number").last()
    keeper = replace(hat(root.owner_unit_id or "x"), roles=frozenset({"case.erase"}), whole_city=True)
    row(
        "eng_licences.Licence", case_id=part.id, status="valid", type_name="公共场所卫生许可证", valid_until=None,
        serial="9", unit_uscc="u", trust_level="A",
    )  # fmt: skip
    with pytest.raises(CaseRefused, match=f"办件 {part.number} 发出的公共场所卫生许可证还在有效期内"):
        erasure_ask(keeper, root.id, ground="unlawful", reason="核实属实", now=later)
    Case.objects.filter(id=part.id).update(is_open=True, closed_at=None)
    with pytest.raises(CaseRefused, match=f"办件 {part.number} 还没有办结"):
        erasure_ask(keeper, root.id, ground="unlawful", reason="核实属实", now=later)
    assert "case.data" in left_of(MARK)


def test_every_table_says_whether_it_goes_or_why_it_stays():
    lines = TABLES.read_text(encoding="utf-8").splitlines()
    known = dict(line.split(maxsplit=1) for line in lines if not line.startswith("#"))
    ours = [held for held in apps.get_models() if held.__module__.startswith("yiwang.")]
    tables = {held._meta.db_table for held in ours if ".tests." not in held.__module__}
    assert tables - known.keys() == set(), (
        "say of each new table whether an erased matter leaves it, or why not"
    )
    assert known.keys() - tables == set(), "tables that are no more"


@pytest.mark.django_db
def test_what_is_said_to_go_is_named_by_its_app():
    with connection.cursor() as cursor:
        cursor.execute("SELECT proname, prosrc FROM pg_proc WHERE proname ~ '^erase_'")
        held = dict(cursor.fetchall())
    whole = {name for name in held if not re.search("_(files|against)$", name)}
    assert {f"erase_{name}" for name in erasers()} == whole
    written = " ".join(held.values())
    lines = TABLES.read_text(encoding="utf-8").splitlines()
    gone = [line.split()[0] for line in lines if " goes" in line and "by files_erase" not in line]
    assert [table for table in gone if not re.search(rf'(FROM|UPDATE) "?{table}"?\b', written)] == []

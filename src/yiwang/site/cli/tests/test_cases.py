"""``yiwang cases migrate`` and ``recount``: what they print and with what they exit."""

import argparse
import json
from datetime import UTC, datetime
from uuid import UUID

import pytest

from yiwang.engines.cases import public as cases
from yiwang.engines.cases.pure import CasePlan, ClockMoved, MatterPlan
from yiwang.site.cli.cases import add

pytestmark = pytest.mark.django_db
HELD = MatterPlan((CasePlan("20260302-1", "order", cannot=("状态“待派”（received）在新版本里没有。",)),))


def called(*words):
    parser = argparse.ArgumentParser()
    add(parser.add_subparsers())
    asked = parser.parse_args(["cases", *words])
    return asked.run(asked)


@pytest.fixture
def held_back(monkeypatch):
    report = cases.MigrationReport(7, applied=False, held_back=[HELD])
    monkeypatch.setattr(cases, "cases_migrate", lambda case_type, **asked: report)


def test_it_tells_programs_what_cannot_move_and_exits_with_1(held_back, capsys):
    assert called("migrate", "order", "--json") == 1
    told = json.loads(capsys.readouterr().out)
    assert (told["applied"], told["revision"]) == (False, 7)
    assert told["held_back"][0]["cases"][0]["cannot"] == list(HELD.cases[0].cannot)


def test_it_tells_people_the_reason_under_the_number(held_back, capsys):
    assert called("migrate", "order") == 1
    text = capsys.readouterr().out
    assert "■ 20260302-1 order\n  ■ 状态“待派”" in text and "不能迁移 1 件" in text


def test_an_unknown_type_is_wrong_use(monkeypatch, capsys):
    def unknown(case_type, **asked):
        raise LookupError(f"没有办件类型“{case_type}”")

    monkeypatch.setattr(cases, "cases_migrate", unknown)
    assert called("migrate", "nothing") == 2
    assert "nothing" in capsys.readouterr().err


MOVED = ClockMoved("20260302-1", "handling", "办理", datetime(2026, 3, 16, 9, tzinfo=UTC), None)


@pytest.fixture
def recounted(monkeypatch):
    """A run in which one clock moves, one keeps its end and one matter fails; it says what it was asked."""
    asked = {}

    def recount(*, now, apply):
        asked["apply"] = apply
        return cases.Recounted(apply, moved=[MOVED], kept=[MOVED], failed=[UUID(int=1)], matters=3)

    monkeypatch.setattr(cases, "clocks_recount", recount)
    return asked


def test_recounting_tells_first_and_writes_only_when_asked(recounted, capsys):
    assert called("recount") == 1 and recounted == {"apply": False}
    text = capsys.readouterr().out
    assert "● 20260302-1 办理：2026-03-16 17:00 → —" in text and "要重算（试算，没有改动） 1 个期限" in text
    assert "■ 到期已过，不改： 20260302-1" in text and "失败 1 件" in text and "--apply" in text
    assert called("recount", "--apply") == 1 and recounted == {"apply": True}
    assert "已重算 1 个期限" in capsys.readouterr().out


def test_recounting_tells_programs_all_of_it(recounted, capsys):
    called("recount", "--json")
    told = json.loads(capsys.readouterr().out)
    assert (told["moved"][0]["clock"], told["matters"], told["failed"]) == ("handling", 3, [str(UUID(int=1))])

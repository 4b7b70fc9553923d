"""``yiwang cases migrate``: what it prints and with what it exits."""

import argparse
import json

import pytest

from yiwang.engines.cases import public as cases
from yiwang.engines.cases.pure import CasePlan, MatterPlan
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

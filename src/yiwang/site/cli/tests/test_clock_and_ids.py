"""``yiwang clock`` and ``yiwang ids`` answer without settings and database."""

import argparse
import json
import os
import subprocess
import sys

import pytest

from yiwang.site.cli import clock, ids

PACK = """id: {id}
version: "1"
title: 试验
zone: Asia/Urumqi
"""
CALENDAR = """title: 试验日历
builtin: china
hours:
  - {from: "10:00", to: "14:00"}
days:
  2026-10-08: {working: false}
source: 试验
status: assumed
"""


def run(*words):
    parser = argparse.ArgumentParser()
    nouns = parser.add_subparsers(required=True)
    clock.add(nouns)
    ids.add(nouns)
    args = parser.parse_args(words)
    return args.run(args)


@pytest.fixture
def pack(tmp_path):
    folder = tmp_path / "sample"
    (folder / "calendars").mkdir(parents=True)
    (folder / "pack.yaml").write_text(PACK.format(id="sample"), encoding="utf-8")
    (folder / "calendars/duty.yaml").write_text(CALENDAR, encoding="utf-8")
    return folder


def due(capsys, *words):
    code = run("clock", "due", "--start", "2026-09-30T16:50", "--json", *words)
    return code, json.loads(capsys.readouterr().out)


def test_a_limit_falls_due_by_the_root_packs_calendar(capsys):
    code, answer = due(capsys, "--limit", "7 working days")
    assert (code, answer["day"], answer["provisional"]) == (0, "2026-10-15", False)
    assert answer["due"].endswith("+08:00")


def test_a_packs_own_calendar_and_zone_hold(capsys, pack):
    code, answer = due(capsys, "--limit", "1个工作日", "--calendar", str(pack))
    assert code == 0
    assert answer["calendar"] == "sample/duty"
    assert answer["start"] == "2026-09-30T16:50:00+06:00"
    assert answer["due"] == "2026-10-09T14:00:00+06:00"


def test_what_is_wrong_elsewhere_in_the_pack_does_not_matter(capsys, pack):
    (pack / "elements.yaml").write_text("a: [", encoding="utf-8")
    assert due(capsys, "--limit", "1个工作日", "--calendar", str(pack))[0] == 0


def test_what_is_wrong_in_the_calendar_is_told(capsys, pack):
    (pack / "calendars/duty.yaml").write_text(CALENDAR.replace("10:00", "15:00"), encoding="utf-8")
    code, answer = due(capsys, "--limit", "1个工作日", "--calendar", str(pack))
    assert code == 1
    assert "值班时间" in answer["problems"][0]


def test_a_pack_that_is_not_there_is_a_problem(capsys, tmp_path):
    code, answer = due(capsys, "--limit", "1 day", "--calendar", str(tmp_path))
    assert code == 1
    assert "不是一个包" in answer["problems"][0]


@pytest.mark.parametrize("words", [("--start", "gestern"), ("--limit", "soon")])
def test_what_cannot_be_read_is_a_usage_error(capsys, words):
    given = {"--start": "2026-09-30", "--limit": "1 day", **dict([words])}
    with pytest.raises(SystemExit) as stopped:
        run("clock", "due", *(word for pair in given.items() for word in pair))
    assert stopped.value.code == 2
    assert words[1] in capsys.readouterr().err


def test_a_year_without_published_holidays_is_said(capsys):
    assert run("clock", "due", "--start", "2190-01-05T10:00", "--limit", "1日") == 0
    assert "尚未公布" in capsys.readouterr().out


def test_numbers_are_listed_with_kind_and_reason(capsys):
    assert run("ids", "check", "11010519491231002X", "91440300708461136T", "--json") == 0
    found = json.loads(capsys.readouterr().out)
    assert [sorted(one) for one in found] == [["kind", "valid", "value", "why"]] * 2
    assert [(one["kind"], one["valid"]) for one in found] == [("citizen_id", True), ("uscc", True)]


def test_a_wrong_number_is_a_problem(capsys):
    assert run("ids", "check", "110105194912310021") == 1
    assert "校验位不符" in capsys.readouterr().out


def test_neither_needs_django():
    code = (
        "import sys; sys.modules['django'] = None; import argparse\n"
        "from yiwang.site.cli import clock, ids\n"
        "p = argparse.ArgumentParser(); n = p.add_subparsers(); clock.add(n); ids.add(n)\n"
        "words = ['clock', 'due', '--start', '2026-09-30T16:50', '--limit', '1 day']\n"
        "a = p.parse_args(words); assert a.run(a) == 0\n"
        "a = p.parse_args(['ids', 'check', '11010519491231002X']); assert a.run(a) == 0\n"
    )
    found = {**os.environ, "PYTHONPATH": os.pathsep.join(sys.path)}
    subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, env=found)

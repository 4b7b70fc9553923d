"""``yiwang import``: what it prints and writes, and with what it exits."""

import argparse
import csv
import io
import json

import pytest

from yiwang.engines.cases.models import Case
from yiwang.engines.imports import public as imports
from yiwang.engines.imports.tests.conftest import old_standing, place  # noqa: F401 - fixtures
from yiwang.engines.imports.tests.old_city import CLERK, csv_bytes, old_row, open_row
from yiwang.engines.knowledge.public import Article, Version
from yiwang.foundations.people.models import Account
from yiwang.site.cli.importing import add

pytestmark = pytest.mark.django_db
SCRIPT = ["编号", "问题", "答案", "公开", "到期", "依据"]
PEOPLE = ["工号", "姓名", "部门", "职务", "到期"]


def called(*words):
    parser = argparse.ArgumentParser()
    add(parser.add_subparsers())
    asked = parser.parse_args(["import", *map(str, words)])
    return asked.run(asked)


@pytest.fixture
def take(place, monkeypatch, tmp_path):  # noqa: F811 - the fixture
    """Call a verb with rows, as the clerk."""
    monkeypatch.setattr(imports, "importer", lambda username, word, now: CLERK)

    def taken(verb, mapping, rows, *words, head=None):
        file = tmp_path / "旧.csv"
        file.write_bytes(csv_bytes(*rows, head=head))
        by = () if verb == "differences" else ("--by", "clerk")
        return called(verb, mapping, file, *by, *words)

    return taken


def lines(path):
    return list(csv.reader(io.StringIO(path.read_text(encoding="utf-8").lstrip("\ufeff"))))


def test_a_trial_tells_every_row_and_writes_nothing(take, tmp_path, capsys):
    out, report = tmp_path / "rejects.csv", tmp_path / "report.json"
    rows = [old_row("1"), old_row("2", 状态="?")]
    assert take("check", "old_orders", rows, "--rejects", out, "--report", report) == 1
    told = capsys.readouterr()
    assert "来源行数 2，导入 1，先前已在 0，未导入 1" in told.out and "没有改动" in told.out
    assert "第 3 行 2：原状态" in told.err and lines(out)[1][:3] == ["3", "2", "状态"]
    assert json.loads(report.read_text())["holds"] is True and not Case.objects.exists()


def test_a_run_stops_at_rejects_goes_on_if_told_and_changes_nothing_the_second_time(take, capsys, tmp_path):
    rows = [old_row("1"), old_row("2", 状态="?")]
    assert take("run", "old_orders", rows) == 1 and "什么都没有导入" in capsys.readouterr().out
    assert not Case.objects.exists()
    book = tmp_path / "rejects.xlsx"
    assert take("run", "old_orders", rows, "--leave-rejects", "--rejects", book) == 1
    assert "本站实有这次导入的 1 件" in capsys.readouterr().out and book.read_bytes().startswith(b"PK")
    assert take("run", "old_orders", [old_row("1")]) == 0 and Case.objects.count() == 1


def test_differences_are_listed_and_exit_with_1(take, capsys, tmp_path):
    assert take("run", "old_orders", [open_row("1")]) == 0
    assert take("differences", "old_orders", [open_row("1")]) == 0
    out = tmp_path / "differences.csv"
    assert take("differences", "old_orders", [old_row("1"), old_row("=2")], "--out", out) == 1
    assert [line[:2] for line in lines(out)[1:]] == [
        ["原系统已办结，这里还在办", "1"],
        ["原系统有，这里没有", "'=2"],
    ]


def test_accounts_come_by_the_administrators_import_all_or_none(take, capsys, tmp_path):
    one = dict(zip(PEOPLE, ("seat01", "示范话务员", "热线", "话务员", "2099-12-31"), strict=True))
    wrong = {**one, "工号": "x", "职务": "主任"}
    assert take("check", "old_accounts", [one, wrong], head=PEOPLE) == 1
    assert "第 3 行：“职务”里的“主任”在映射里没有对应的值" in capsys.readouterr().err
    assert take("run", "old_accounts", [one, {**one, "工号": "x"}], head=PEOPLE) == 1
    assert "第 3 行：登录名要用" in capsys.readouterr().err and not Account.objects.exists()
    links = tmp_path / "links.csv"
    assert take("run", "old_accounts", [one], "--links", links, head=PEOPLE) == 0
    assert Account.objects.get().username == "seat01" and "/" in lines(links)[1][2]
    assert links.stat().st_mode & 0o077 == 0
    assert (
        take("run", "old_accounts", [one], head=PEOPLE) == 0 and "已是这样的 1 项" in capsys.readouterr().out
    )


def test_scripts_are_proposed_once_and_wait_for_another_person(take, capsys):
    one = dict(zip(SCRIPT, ("K1", "夜间能施工吗", "不能", "是", "2099-12-31", "旧系统的口径"), strict=True))
    assert take("check", "old_scripts", [one, {**one, "编号": "K2", "依据": ""}], head=SCRIPT) == 1
    assert "第 3 行 K2：请写依据" in capsys.readouterr().err and not Article.objects.exists()
    assert take("run", "old_scripts", [one, {**one, "编号": "K2", "公开": "?"}], head=SCRIPT) == 1
    assert not Article.objects.exists() and not imports.ImportRun.objects.exists()
    assert take("run", "old_scripts", [one], head=SCRIPT) == 0
    held = Version.objects.get()
    assert (held.state, held.audience, held.proposed_by) == ("proposed", "public", CLERK.account_id)
    assert take("run", "old_scripts", [one], head=SCRIPT) == 0 and "先前已在 1" in capsys.readouterr().out
    assert Version.objects.count() == 1 and imports.ImportRun.objects.count() == 2


def test_what_cannot_be_tried_at_all_is_a_sentence_and_2(place, capsys, tmp_path):  # noqa: F811 - the fixture
    assert called("check", "nothing", tmp_path / "x.csv", "--by", "clerk") == 2
    assert called("check", "old_orders", tmp_path / "x.csv", "--by", "nobody") == 2
    told = capsys.readouterr().err
    assert "没有数据迁入映射“nothing”" in told and "没有带“import.run”权限" in told
    assert called("differences", "old_accounts", tmp_path / "x.csv") == 2
    assert "差异只比较办件" in capsys.readouterr().err
    assert called("list") == 0 and "old_accounts：旧账号（账号" in capsys.readouterr().out

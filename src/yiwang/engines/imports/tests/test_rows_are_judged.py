"""Sources are read whole or not at all; every row is accounted for, and what is wrong with it is said."""

import csv
import io

import pytest
import xlsxwriter
from hypothesis import given
from hypothesis import settings as trials
from hypothesis import strategies as some

from yiwang.engines.cases.models import Case
from yiwang.engines.cases.tests.world import at
from yiwang.engines.imports.models import ImportReject, ImportRun
from yiwang.engines.imports.public import (
    RejectsFirst,
    SourceUnreadable,
    import_check,
    mapping_get,
    rejects_csv,
    rejects_xlsx,
    source_read,
)
from yiwang.engines.imports.pure import Reject, table_of

from .old_city import CLERK, HEAD, NOW, csv_bytes, mapping_text, old_place, old_row, open_row

pytestmark = pytest.mark.django_db


def tried(*rows, mapping="old_orders", **options):
    held = mapping_get(mapping)
    return import_check(CLERK, held, table_of(csv_bytes(*rows), "旧.csv", held), now=NOW, **options)


WRONG = {
    "标题": ("", "没有填“标题”"),
    "类别": ("电", "在映射里没有对应的值"),
    "来电时间": ("昨天", "不是写成"),
    "状态": ("挂起", "没有对应的状态"),
    "承办部门": ("外市水务局", "在映射里没有对应的值"),
    "工单号": ("", "没有原系统的编号"),
    "办结时间": ("2026-03-01", "早于开办时间"),
    "签收时间": ("2027-01-01 09:00:00", "晚于现在"),
    "费用": ("一块五", "不是数"),
    "时限": ("十天", "不是整数"),
    "诉求": ("长" * 2001, "超过 2000 字"),
    "身份证": ("441299199001010018", "有误"),
}


@pytest.mark.parametrize("column", WRONG)
def test_what_is_wrong_is_said_with_its_row_and_column(place, column):
    value, reason = WRONG[column]
    trial = tried(old_row("A-0"), old_row(**{column: value}))
    (reject,) = trial.rejects
    assert reject.line == 3 and reason in reject.reason and reject.column in (column, "")
    assert [row.outcome for row in trial.rows] == ["imported", "rejected"] and not Case.objects.exists()


def test_closed_without_a_day_and_open_with_one_are_refused(place):
    reasons = [
        one.reason
        for one in tried(old_row("1", 办结时间=""), open_row("2") | {"办结时间": "2026-03-04"}).rejects
    ]
    assert ["没有办结时间" in reasons[0], "却有办结时间" in reasons[1]] == [True, True]


def test_all_that_is_wrong_with_a_row_is_said_at_once(place):
    assert len(tried(old_row(标题="", 来电时间="?", 费用="x")).rejects) == 3


def test_the_same_number_twice_in_a_source_is_taken_once(place):
    trial = tried(old_row("7"), old_row("7"))
    assert [row.outcome for row in trial.rows] == ["imported", "rejected"] and "第 2 行" in trial.rejects[
        0
    ].reason


def test_control_characters_and_numbers_of_persons_are_not_shown_in_lists(place):
    from yiwang.foundations.people.tests.factories import citizen_id

    first, second = tried(old_row("1", 标题="坏\x07字"), old_row("2", 状态=citizen_id(1))).rejects
    assert "控制字符" in first.reason and first.value == ""
    assert citizen_id(1) not in second.value + second.reason


def test_cells_that_a_spreadsheet_would_run_are_quoted_in_lists_and_stand_as_text_in_the_case(run):
    run(old_row(标题='=HYPERLINK("http://x")'))
    assert Case.objects.get().title == '=HYPERLINK("http://x")'
    reject = Reject(2, "=1+1", "标题", "@SUM(A1)", "原因")
    (_, row) = csv.reader(io.StringIO(rejects_csv([reject]).lstrip("\ufeff")))
    assert row[1:4] == ["'=1+1", "标题", "'@SUM(A1)"]
    assert rejects_xlsx([reject]).startswith(b"PK")


def test_nothing_comes_in_while_a_row_cannot_unless_one_says_so(run):
    with pytest.raises(RejectsFirst):
        run(old_row("1"), old_row("2", 状态="?"))
    assert not Case.objects.exists() and not ImportRun.objects.exists()
    ran = run(old_row("1"), old_row("2", 状态="?"), leave_rejects=True)
    assert Case.objects.count() == 1 and ImportReject.objects.get().line == 3
    assert {name: ran.run.report[name] for name in ("rows", "imported", "there", "rejected")} == {
        "rows": 2,
        "imported": 1,
        "there": 0,
        "rejected": 1,
    }


@trials(max_examples=15)
@given(some.lists(some.sampled_from(["good", "open", "bad", "twice", "nowhere"]), max_size=12))
def test_the_account_holds_for_any_rows(old_standing, django_db_blocker, kinds):
    made = {
        "good": lambda n: old_row(f"{n}"), "open": lambda n: open_row(f"{n}"),
        "bad": lambda n: old_row(f"{n}", 来电时间="?"),
        "twice": lambda n: old_row("same"), "nowhere": lambda n: old_row(f"{n}", 承办部门="无此单位"),
    }  # fmt: skip
    report = tried(*(made[kind](n) for n, kind in enumerate(kinds))).account().as_json()
    wanted = sum(kind in ("good", "open") for kind in kinds) + ("twice" in kinds)
    assert report["holds"] and (report["rows"], report["imported"]) == (len(kinds), wanted)
    for group in report["by"].values():
        assert sum(line["rows"] for line in group) == len(kinds)
    for held in report["sums"]:
        assert float(held["rows"]) == 1.5 * len(kinds) and float(held["imported"]) == 1.5 * wanted


def test_gb18030_is_read_and_another_encoding_is_told(place):
    held = mapping_get("old_orders")
    rows = table_of(csv_bytes(old_row(标题="𠮷祥路灯"), encoding="gb18030"), "旧.csv", held).rows
    assert rows[0].cells["标题"] == "𠮷祥路灯"
    with pytest.raises(SourceUnreadable, match="UTF-8 也不是 GB 18030"):
        table_of(csv_bytes(old_row()) + b"\xff\xff\xff", "旧.csv", held)


@pytest.mark.parametrize(
    ("data", "word"),
    [
        (csv_bytes(old_row()) * 40000, "超过 8192 KB"),
        (csv_bytes(old_row(), head=HEAD)[:40], "第一行里没有"),
        (csv_bytes(old_row()).replace("标题".encode(), "状态".encode(), 1), "第一行里没有“标题”"),
        (b"PK\x03\x04 no book", "这是 Excel 文件"),
        ('工单号,"标题\n'.encode(), "引号不成对"),
        (b"a\x00b", "空字符"),
    ],
    ids=["large", "cut", "columns", "workbook", "quotes", "binary"],
)
def test_a_source_that_cannot_be_read_is_told_as_a_whole(place, data, word):
    with pytest.raises(SourceUnreadable, match=word):
        table_of(data, "旧.csv", mapping_get("old_orders"))


def workbook(*rows):
    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True, "default_date_format": "yyyy-mm-dd hh:mm"})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEAD)
    for line, row in enumerate(rows, 1):
        for column, name in enumerate(HEAD):
            sheet.write(line, column, row[name])
    book.close()
    return out.getvalue()


def test_dates_of_workbooks_are_read_as_dates_also_where_the_cell_was_left_a_number(place):
    held = mapping_get("old_sheet")
    serial = 46085 + 9.5 / 24  # 2026-03-04 09:30
    row = old_row(20260001, 来电时间=at("03-02 09:15").replace(tzinfo=None), 办结时间=serial, 费用=1.5)
    trial = import_check(CLERK, held, table_of(workbook(row), "旧.xlsx", held), now=NOW)
    (built,) = [one.built for one in trial.rows]
    assert not trial.rejects and built.number == "20260001"
    assert (built.held.opened_at.hour, built.held.opened_at.minute) == (9, 15)
    assert built.held.closed_at.isoformat() == "2026-03-04T09:30:00+08:00"


def test_a_book_of_another_kind_is_told(place):
    with pytest.raises(SourceUnreadable, match="另存为"):
        table_of(b"\xd0\xcf\x11\xe0 old", "旧.xls", mapping_get("old_sheet"))


def test_a_missing_file_and_a_missing_setting_are_told(place, tmp_path, monkeypatch):
    monkeypatch.delenv("YIWANG_IMPORT_OLD", raising=False)
    with pytest.raises(SourceUnreadable, match="打不开文件"):
        source_read(mapping_get("old_orders"), tmp_path / "nothing.csv")
    with pytest.raises(SourceUnreadable, match="没有设置环境变量 YIWANG_IMPORT_OLD"):
        source_read(mapping_get("old_database"), None)


BROKEN = {
    "type: order": ("type: nothing", "nothing"),
    "state: received,": ("state: nowhere,", "没有状态“nowhere”"),
    "steps: [handle]": ("steps: [handles]", "没有环节“handles”"),
    "state: closed,": ("state: closed, steps: [handle],", "不能有在办的环节"),
    "水务局: dz-water": ("水务局: dz-gas", "没有单位“dz-gas”"),
    "kept: { reply:": ("kept: { answer:", "没有记下的栏目“answer”"),
    "act: sign": ("act: signed", "没有动作“signed”"),
    "limits: { promised:": ("limits: { vowed:", "没有时限（term）“vowed”"),
    "template: case_due_soon": ("template: nothing", "没有通知“nothing”"),
    "kind: csv": ("kind: database", "query 和 setting"),
}


@pytest.mark.parametrize("text", BROKEN)
def test_a_mapping_to_what_does_not_exist_is_refused(tmp_path, text):
    wrong, told = BROKEN[text]
    assert text in mapping_text()
    loaded = old_place(tmp_path, broken=mapping_text().replace(text, wrong, 1))
    assert any(told in one.sentence() for one in loaded.problems)
